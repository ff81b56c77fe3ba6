"""ONE YEAR: matching of plan and sessions, consistency over all papers, the papers themselves, the months between.

reading      payload → record Year, with all faults at once
matching     which planned row a session held, where it does not say so itself
derive       the payloads of the year's papers, each by one pure function
consistency  what does not fit between the papers of a year; its rules lie in *_rules
bundle       all papers, the figures, the report and their digests in one zip
edits        a session added or replaced; next year's form from this one
progress     what a page shows of a year on a given day
"""
