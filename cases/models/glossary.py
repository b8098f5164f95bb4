"""Words of rights and of law, with what they mean, in each language of the house."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class GlossaryTerm(models.Model):
    """One term, its translations, and the other words by which people look for it.

    ``drafts`` names the languages in which no native reader has seen it yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("term"), max_length=200)
    names = models.JSONField(_("terms in other languages"), default=dict, blank=True)
    text = models.TextField(_("meaning"), blank=True)
    texts = models.JSONField(_("meaning in other languages"), default=dict, blank=True)
    aliases = models.JSONField(_("other words for it"), default=list, blank=True)
    drafts = models.JSONField(
        _("languages not yet seen by a native reader"), default=list, blank=True
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")

    def __str__(self) -> str:
        return self.name
