"""百言堂, a portal where residents deliberate, buildings vote, and neighbours help.

Four tables, some rooms, one floor.
The tables say *when* code runs: `routes` (a request), `reactions` (an event), `schedule` (the clock), `cli` (an operator);
`policy` says who may.
`retention` says what is kept of people, and for how long.
The rooms say *what* the portal is about: places (areas, registers), accounts (people, offices), venues, hall, meetings,
volunteers, reporting, ledger, notices.
Every room has the same furniture: rules and events (pure), models, queries (what is shown), actions (what is done),
forms (what may be said), pages and live (the way in).
The floor is what any portal needs: web, live, channels, documents, jobs, unit_of_work, audit, database, settings, kit.

Pages ask queries and perform actions; actions obey rules, write models and say what happened.
"""
