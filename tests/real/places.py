"""Where each page is, who meets it, and what is answered there."""

from __future__ import annotations

NOBODY = {
    "front": "/", "process": "/about/process", "privacy": "/about/privacy", "device": "/about/device",
    "for_me": "/about/for-me", "service": "/about/service", "young": "/about/young",
    "about_choices": "/about/choices", "about_bring": "/about/bring",
    "looks": "/looks", "recover": "/recover", "ask": "/recover/people", "come": "/recover/people/back",
    "support": "/support/", "support_all": "/support/?country=all&speaks=any",
    "support_none": "/support/?country=JP&speaks=ar", "find": "/support/find/", "leaving": "/leaving",
    "sign_up": "/sign-up", "sign_in": "/sign-in",
    "kept_late": "/kept", "erased": "/erased", "erased_waits": "/erased?waits=1",
    "missing": "/nowhere", "not_understood": "/sign-out", "not_invited": "/join/none",
}  # fmt: skip
SURVIVOR = {
    "kept": "/mine/kept/", "mine": "/mine/", "activity": "/mine/activity/", "settings": "/settings/",
    "erase": "/settings/erase", "new_words": "/settings/words", "known": "/settings/known",
    "own_words": "/settings/own-words", "number": "/settings/number", "devices": "/settings/devices",
    "said_young": "/settings/young", "people_back": "/mine/people/back",
    "choose_people": "/mine/people/back/choose",
    "both": "/mine/writing/2/both", "feel": "/mine/readiness/",
    "feel_now": "/mine/readiness/now", "feel_ways": "/mine/readiness/ways",
    "feel_words": "/mine/readiness/times", "feel_pushed": "/mine/readiness/pushed",
    "feel_over_time": "/mine/readiness/over-time",
    "feel_one": "/mine/readiness/over-time/{checkin}",
    "feel_remove": "/mine/readiness/over-time/{checkin}/remove",
    "receipt": "/mine/choices/given/{given}/receipt",
    "receipt_later": "/mine/choices/given/{given}/receipt", "again": "/again", "writing": "/mine/writing/",
    "write": "/mine/writing/2", "write_first": "/mine/writing/1", "review": "/mine/writing/review",
    "choices": "/mine/choices/", "new": "/mine/choices/new", "parts": "/mine/choices/{choosing}/parts",
    "until": "/mine/choices/{choosing}/until", "given": "/mine/choices/given/{given}",
    "withdraw": "/mine/choices/given/{given}/withdraw", "ended": "/mine/choices/given/{ended}",
    "told_first": "/mine/choices/{choosing}/told/what", "told_law": "/mine/choices/{choosing}/told/limits",
    "look": "/mine/choices/{choosing}/look", "versions": "/mine/writing/4/versions",
    "versions_none": "/mine/writing/9/versions", "version": "/mine/writing/4/versions/{version}",
    "remove_version": "/mine/writing/4/versions/{version}/remove", "note": "/mine/writing/4/note",
    "files": "/mine/writing/4/files", "files_none": "/mine/writing/9/files",
    "photograph": "/mine/writing/files/{photograph}", "sound": "/mine/writing/files/{sound}",
    "document": "/mine/writing/files/{document}", "remove_file": "/mine/writing/files/{sound}/remove",
    "out": "/mine/writing/out", "out_see": "/mine/writing/out/see?parts=1&kind=pdf",
    "everything": "/mine/everything",
    "how": "/mine/choices/{passing}/how", "passed": "/mine/choices/given/{passed}",
    "pause_all": "/mine/choices/pause", "stop_all": "/mine/choices/stop",
    "asked": "/mine/choices/asked/{request}", "answered_no": "/mine/choices/asked/{refused}",
    "messages": "/mine/people/messages/", "messages_team": "/mine/people/messages/{given}",
    "messages_helper": "/mine/people/messages/{access}", "messages_over": "/mine/people/messages/{ended}",
    "next": "/mine/next/", "next_people": "/mine/next/people/{team}",
    "helpers": "/mine/people/", "helper": "/mine/people/{access}/", "bring": "/mine/people/bring",
    "together": "/mine/people/together",
    "type_number": "/mine/people/number", "met": "/mine/people/met/{meeting}",
    "start_help": "/mine/people/met/{chosen}/yes", "suggestion": "/mine/people/suggested/{suggestion}",
    "whose": "/mine/writing/8/whose", "before": "/mine/writing/7/before", "quiet": "/mine/writing/7/quiet",
    "courts": "/mine/writing/papers/", "court": "/mine/writing/papers/canada",
    "court_review": "/mine/writing/papers/canada/review", "lines": "/mine/writing/10",
    "heard": "/mine/writing/12", "write_court": "/mine/writing/102",
    "reach_me": "/mine/contact/", "reach_ways": "/mine/contact/ways", "reach_times": "/mine/contact/times",
    "reach_answers": "/mine/contact/answers", "reach_follow": "/mine/contact/follow",
    "reach_check": "/mine/contact/check", "reach_news": "/mine/contact/news",
    "reach_remove": "/mine/contact/remove", "translated": "/mine/people/translated/4",
    "reach": "/mine/reach/", "reach_new": "/mine/reach/new/{service}",
    "forbidden": "/inbox/", "front_signed_in": "/",
}  # fmt: skip
LOOKING = {
    "found": "/support/found/{found}",
    "found_nothing": "/support/found/{nothing}",
    "found_over": "/support/found/none",
    "one_service": "/support/{looked_at}",
    "service_card": "/support/{looked_at}/card?name=1",
}
INVITED = {"join": "{join}"}
ADVOCATE = {
    "helping": "/helping/", "helping_begin": "/helping/begin",
    "offer": "/helping/offer", "helping_number": "/helping/number",
    "helping_person": "/helping/{access}/", "helping_part": "/helping/{access}/8",
    "helping_note": "/helping/{access}/note", "helping_told": "/helping/{access}/told",
    "translating": "/helping/{interpreting}/4/translation",
    "helper_messages": "/helping/{access}/messages",
}  # fmt: skip
ASKER = {"reach_asked": "/mine/reach/"}
PARTNER = {
    "request": "/inbox/{asked_share}/request", "request_done": "/inbox/{asked_share}/request/done",
    "request_could_not": "/inbox/{asked_share}/request/could-not", "partner": "/programme/partner/?q=example",
}  # fmt: skip
RESTING = {"paused": "/paused"}
BORROWING = {"borrowed": "/mine/", "borrowed_write": "/mine/writing/1", "borrowed_out": "/mine/writing/out"}
BESIDE = {"beside": "/mine/people/together", "beside_note": "/mine/writing/1/note", "sat": "/mine/activity/"}
RENEWER = {"has_paused": "/mine/choices/pause", "choices_paused": "/mine/choices/"}
NEWCOMER = {"card": "/card", "check": "/card/check"}
FACILITATOR = {
    "inbox": "/inbox/", "open": "/inbox/{share}", "inbox_ended": "/inbox/{ended_share}",
    "told_to_stop": "/inbox/{share}/told", "revoke": "/inbox/{share}/revoke",
    "copies": "/inbox/{ended_share}/copies", "people": "/programme/",
    "facts": "/programme/facts", "fact": "/programme/facts/en/who",
    "notices": "/programme/notices/", "notice": "/programme/notices/en/possible",
    "profile": "/programme/people/{staff}", "speaks": "/programme/people/{staff}/speaks",
    "about_one": "/programme/people/{staff}/en/training", "stage": "/inbox/{share}/stage",
    "ask_for_more": "/inbox/{share}/ask", "passed_on": "/inbox/{passed_share}/passed-on",
    "inbox_paused": "/inbox/{paused_share}", "team_messages": "/inbox/{share}/messages",
    "messages_ended": "/inbox/{ended_share}/messages", "messages_paused": "/inbox/{paused_share}/messages",
    "services": "/programme/directory/", "service_here": "/programme/directory/{listed}",
    "service_about": "/programme/directory/{listed}/about",
    "service_reach": "/programme/directory/{listed}/reach",
    "service_hours": "/programme/directory/{listed}/hours",
    "service_place": "/programme/directory/{listed}/place", "service_add": "/programme/directory/add",
    "services_out": "/programme/directory/out", "lines": "/programme/directory/lines/",
    "line": "/programme/directory/lines/us-988", "line_change": "/programme/directory/lines/us-988/change",
    "line_add": "/programme/directory/lines/add",
    "told": "/vouch", "answered": "/vouch/done/yes", "denied": "/vouch/done/no",
    "staff_words": "/settings/words", "staff_known": "/settings/known",
}  # fmt: skip
WHO_MEETS = {
    "nobody": NOBODY, "looking": LOOKING,
    "survivor": SURVIVOR, "newcomer": NEWCOMER, "facilitator": FACILITATOR, "asker": ASKER,
    "partner": PARTNER, "advocate": ADVOCATE, "resting": RESTING, "borrowing": BORROWING, "beside": BESIDE,
    "invited": INVITED, "renewer": RENEWER,
}  # fmt: skip
FRESH = {"start_help", "own_words", "choose_people", "told", "receipt"}  # want the passphrase typed lately
STATUS = {
    "missing": 404, "not_understood": 405, "not_invited": 404, "forbidden": 403, "inbox_ended": 410,
    "borrowed_out": 403, "beside_note": 403,
    "inbox_paused": 410, "answered_no": 410, "messages_ended": 410, "messages_paused": 410,
    "sign_in_refused": 400, "check_refused": 400, "new_refused": 400, "given_back": 400, "too_large": 413,
}  # fmt: skip
