"""成文: structured plan and session data in, official Chinese documents (GB/T 9704-2012, .docx) out.

The rooms, in the order a payload passes through them:

    documents/      one module per kind: record (what comes in) and context (what a template sees)
    generate.py     ONE document: payload → record → context → .docx, the only way to a document
    ooxml/          the only room that knows Word files: language, proof, fill, package
    wording.py titles.py layout.py figures.py gbt9704.py    pure rules the documents are made of
    cli.py  web/    the two entrances: a terminal; browsers and other systems
    errors.py  settings.py    what may go wrong; what may be configured
"""
