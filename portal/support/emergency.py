"""Emergency numbers by country: who comes when someone is in danger now.

Only numbers that stand in each country's own public numbering plan; all were compared with the short
numbers of Google's libphonenumber. Where one number calls everyone, only that one stands here.
"""

from __future__ import annotations

from typing import NamedTuple

from portal.i18n import N_

EVERYONE = N_("Emergency")
POLICE = N_("Police")
AMBULANCE = N_("Ambulance")
MOBILE = N_("Emergency, from a mobile phone")


class Emergency(NamedTuple):
    label: str  # msgid
    number: str  # as written and as dialled


# Every state of the European Union answers 112: Directive (EU) 2018/1972, article 109.
EUROPEAN_UNION = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip

ONE_NUMBER: dict[str, str] = {
    **dict.fromkeys(EUROPEAN_UNION, "112"),
    "AU": "000",
    "CA": "911",
    "CO": "123",
    "DO": "911",
    "EC": "911",
    "GB": "999",
    "IN": "112",
    "IS": "112",
    "JO": "911",
    "MX": "911",
    "NG": "112",
    "NZ": "111",
    "PH": "911",
    "TR": "112",
    "US": "911",
}

SEVERAL: dict[str, tuple[Emergency, ...]] = {
    "AR": (Emergency(EVERYONE, "911"), Emergency(AMBULANCE, "107")),
    "BR": (Emergency(POLICE, "190"), Emergency(AMBULANCE, "192")),
    "CH": (Emergency(EVERYONE, "112"), Emergency(POLICE, "117"), Emergency(AMBULANCE, "144")),
    "CL": (Emergency(POLICE, "133"), Emergency(AMBULANCE, "131")),
    "CN": (Emergency(POLICE, "110"), Emergency(AMBULANCE, "120")),
    "EG": (Emergency(POLICE, "122"), Emergency(AMBULANCE, "123")),
    "JP": (Emergency(POLICE, "110"), Emergency(AMBULANCE, "119")),
    "KR": (Emergency(POLICE, "112"), Emergency(AMBULANCE, "119")),
    "NO": (Emergency(POLICE, "112"), Emergency(AMBULANCE, "113")),
    "TH": (Emergency(POLICE, "191"), Emergency(AMBULANCE, "1669")),
    "UA": (Emergency(POLICE, "102"), Emergency(AMBULANCE, "103")),
    "VN": (Emergency(POLICE, "113"), Emergency(AMBULANCE, "115")),
    "ZA": (Emergency(MOBILE, "112"), Emergency(POLICE, "10111"), Emergency(AMBULANCE, "10177")),
}

# Mobile phones everywhere treat 112 as an emergency call (3GPP TS 22.101, clause 10.1.1).
ELSEWHERE = (Emergency(MOBILE, "112"),)

EMERGENCY: dict[str, tuple[Emergency, ...]] = {
    country: (Emergency(EVERYONE, number),) for country, number in ONE_NUMBER.items()
} | SEVERAL
