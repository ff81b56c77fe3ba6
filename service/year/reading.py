"""A year's payload becomes its record, or every reason why not."""

from itertools import islice

from pydantic import ValidationError

from service.documents.validation import _faults
from service.documents.years import Year
from service.errors import Fault, Rejected
from service.generate import ANY_HOUSE, House
from service.payloads import MOST_FAULTS, parse


def read(payload: bytes | dict[str, object], house: House = ANY_HOUSE) -> Year:
    """The record of a payload (JSON bytes or plain data); raises Unusable or Rejected with all its faults."""
    data = parse(payload) if isinstance(payload, bytes) else payload
    try:
        year = Year.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = (fault for detail in details for fault in _faults(Year, detail))
        raise Rejected.of(islice(faults, MOST_FAULTS)) from None
    except RecursionError:
        raise Rejected.of([Fault("", "too-deep", "层次过深，请减少嵌套")]) from None
    secret = [] if house.allow_secrecy else _secret_places(year)
    if secret:
        sentence = "涉密文件不得在非涉密系统处理，请在涉密系统中办理"
        raise Rejected("secrecy-refused", [Fault(pointer, "secrecy-refused", sentence) for pointer in secret])
    return year


def _secret_places(year: Year) -> list[str]:
    """Pointers of all 密级 in a year."""
    letterheads = [("/plan", year.plan.letterhead), ("/defaults", year.defaults.letterhead)]
    letterheads += [
        (f"/sessions/{index}/minutes", session.minutes.letterhead)
        for index, session in enumerate(year.sessions)
        if session.minutes is not None
    ]
    return [f"{pointer}/letterhead/secrecy" for pointer, letterhead in letterheads if letterhead and letterhead.secrecy]
