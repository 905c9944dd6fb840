"""The Flask glue, and nothing that decides.

`access` who may enter an endpoint · `transactions` `with work() as w:` and `with reading() as w:` ·
`pages` what every template is given · `sessions` who is signed in · `forms` fields and form tokens ·
`writing` words that arrive late are kept · `errors` a page for each way things go wrong · `headers`.
"""
