"""Scrapy's downloader, with delays that are kept: chance makes a wait longer, never shorter."""

import random
from typing import TYPE_CHECKING

from scrapy.core.downloader import Downloader, Slot

if TYPE_CHECKING:
    from scrapy import Request, Spider


class PatientSlot(Slot):
    """A host's queue; `jitter` is the share of the delay that chance may add to it."""

    least: float = 0.0
    """Seconds below which AutoThrottle cannot bring the delay: what a rule or a robots.txt asks for."""

    def download_delay(self) -> float:
        """Seconds until the next request, at least `delay`. Scrapy's go down to half of it."""
        delay = max(self.delay, self.least)
        return delay * (1 + random.uniform(0, self.jitter))  # noqa: S311 - no secret hangs on it


class PatientDownloader(Downloader):
    """Set as `DOWNLOADER`; DOWNLOAD_DELAY and DOWNLOAD_DELAY_JITTER as Scrapy has them, else."""

    def _get_slot(self, request: "Request", spider: "Spider | None" = None) -> tuple[str, Slot]:
        del spider
        new = self.get_slot_key(request) not in self.slots
        key, slot = super()._get_slot(request)
        if new:
            patient = PatientSlot(slot.concurrency, slot.delay, slot.jitter)
            patient.least = self.per_slot_settings.get(key, {}).get("delay", 0.0)
            slot = self.slots[key] = patient
        return key, slot
