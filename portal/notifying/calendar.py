"""Days of the week, and time zones as people know them: by a large place."""

from __future__ import annotations

from babel.dates import get_day_names, get_timezone_location

from portal.catalogues import locale
from portal.i18n import current_language

# At least one for each way clocks go where somebody may be; the portal's own zone is added.
_ZONES = """
Africa/Abidjan Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Khartoum
Africa/Lagos Africa/Nairobi Africa/Tripoli Africa/Tunis America/Anchorage America/Argentina/Buenos_Aires
America/Asuncion America/Bogota America/Caracas America/Chicago America/Costa_Rica America/Denver
America/El_Salvador America/Guatemala America/Guayaquil America/Halifax America/Havana America/Hermosillo
America/La_Paz America/Lima America/Los_Angeles America/Managua America/Mexico_City America/Montevideo
America/New_York America/Panama America/Phoenix America/Puerto_Rico America/Regina America/Santiago
America/Santo_Domingo America/Sao_Paulo America/St_Johns America/Tegucigalpa America/Tijuana Asia/Amman
Asia/Baghdad Asia/Bangkok Asia/Beirut Asia/Damascus Asia/Dhaka Asia/Dubai Asia/Gaza Asia/Ho_Chi_Minh
Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Kuwait
Asia/Manila Asia/Qatar Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Tashkent Asia/Tehran
Asia/Tokyo Atlantic/Canary Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Perth
Australia/Sydney Europe/Athens Europe/Berlin Europe/Dublin Europe/Istanbul Europe/Kyiv Europe/Lisbon
Europe/London Europe/Madrid Europe/Moscow Europe/Paris Europe/Rome Pacific/Auckland Pacific/Honolulu
Pacific/Fiji
"""
ZONES = tuple(_ZONES.split())


def day_names() -> list[str]:
    """Monday first."""
    names = get_day_names("wide", "stand-alone", locale(current_language()))
    return [names[number] for number in range(7)]


def zone_name(zone: str) -> str:
    """Such as Buenos Aires."""
    return str(get_timezone_location(zone, locale(current_language()), return_city=True))


def zones(*more: str) -> list[tuple[str, str]]:
    """By name, in the reader's language; `more` are those that must be among them."""
    return sorted(((zone, zone_name(zone)) for zone in {*ZONES, *more}), key=lambda one: one[1])
