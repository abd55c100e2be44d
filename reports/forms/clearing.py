"""What is typed to give a clearance, and to record one for somebody else."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from django import forms

from councils.file_types import E_MAILS, NotTaken, clean_name, file_type
from councils.files import sha256_of
from councils.forms import DayField, LongTextField, Radios
from reports.clearing import KeptFile, Said
from reports.clearing_asked import Wanted
from reports.forms.asking import OfWhat
from reports.models import ClearanceAnswer

Verdict, How, Words = ClearanceAnswer.Verdict, ClearanceAnswer.How, ClearanceAnswer.Words
CODE = re.compile(r"[^\s\[\]](?:[^\[\]\n]*[^\s\[\]])?")
MOST_MB = 5
PRINTED = "Printed in square brackets, under the section or, of the whole paper, at its end."
OTHER_WORDS = (
    "{changed}, after the day of the answer. Say that they cleared words that were changed since, "
    "or enter the day on which they cleared the words as they stand now"
)


class AnswerForm(forms.Form):
    """Given or returned, by who was asked."""

    verdict = forms.ChoiceField(
        label="Do you clear it?",
        choices=[(Verdict.GIVEN, "Yes, it is cleared"), (Verdict.RETURNED, "No, return it")],
        widget=Radios(),
        error_messages={"required": "Select whether you clear it"},
    )
    code = forms.CharField(
        label="Your code",
        max_length=60,
        required=False,
        help_text=f"{PRINTED} Proposed from your initials and the day; change it to what your "
        "council uses.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    comment = LongTextField(
        label="Comment",
        name="the comment",
        required=False,
        help_text="If you return it, say what should be changed.",
    )
    # Of the words that were on the screen; of all sections where the section is chosen here.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().strip("[]").strip()
        if self._chosen == Verdict.GIVEN and not CODE.fullmatch(code):
            raise forms.ValidationError("Enter the code, like NM/22032017/Y")
        return code if self._chosen == Verdict.GIVEN else ""

    def clean_comment(self) -> str:
        comment: str = self.cleaned_data["comment"]
        if self._chosen == Verdict.RETURNED and not comment.strip():
            raise forms.ValidationError("Say what should be changed")
        return comment

    @property
    def _chosen(self) -> str:
        return str(self.data.get(self.add_prefix("verdict"), ""))

    def said(self, today: datetime.date) -> Said:
        """Return the answer, from a valid form."""
        data = self.cleaned_data
        return Said(data["verdict"], today, data["code"], data["comment"])


# Of a section by its key ("" for the whole paper) and a day: the sentence that it was changed
# afterwards, without its full stop, or "".
ChangedAfter = Callable[[str, datetime.date], str]


class RecordForm(AnswerForm):
    """The same, recorded for somebody; or why the paper goes on without it."""

    words = forms.ChoiceField(
        label="Which words did they clear?",
        choices=Words.choices,
        widget=Radios(),
        required=False,
        help_text="Only where they clear it. What was said of other words does not clear these.",
    )
    how = forms.ChoiceField(
        label="How did they answer?",
        choices=[choice for choice in How.choices if choice[0] != How.HERE],
        initial=How.EMAIL,
    )
    day = DayField(label="On which day?", name="the day of the answer")
    file = forms.FileField(
        label="The e-mail as a file",
        required=False,
        help_text=f"As .msg, .eml, PDF or text, of up to {MOST_MB} MB, in place of the words. "
        "Kept as it is, for officers alone.",
    )
    field_order: tuple[str, ...] = ("verdict", "words", "how", "day", "code", "comment", "file")

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        changed: ChangedAfter,
        key: str = "",
        mailed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.changed, self.key = today, changed, key
        self.kept: KeptFile | None = None
        if not mailed:
            words: Any = self.fields["words"]
            words.choices = [each for each in Words.choices if each[0] != Words.MAILED]
        verdict: Any = self.fields["verdict"]
        verdict.label, verdict.choices = (
            "What did they say?",
            [
                (Verdict.GIVEN, "They clear it"),
                (Verdict.RETURNED, "They return it"),
                (Verdict.WITHOUT, "No answer: the paper goes on without it"),
            ],
        )
        verdict.error_messages["required"] = "Select what they said"
        self.fields["code"].label = "Their code"
        self.fields["code"].help_text = PRINTED
        self.fields["comment"].label = "Their words, or why it goes on without"
        self.fields["comment"].help_text = "Paste what they wrote, word for word."

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("The day of the answer must not be in the future")
        return day

    def clean_comment(self) -> str:
        comment: str = self.cleaned_data["comment"]
        if comment.strip():
            return comment
        if self._chosen == Verdict.WITHOUT:
            raise forms.ValidationError("Say why the paper goes on without it")
        if self._chosen == Verdict.RETURNED:
            raise forms.ValidationError("Say what should be changed")
        if not self.files.get(self.add_prefix("file")):
            raise forms.ValidationError("Paste their words, or attach the e-mail as a file")
        return ""

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if self._chosen == Verdict.GIVEN and not words:
            raise forms.ValidationError("Select which words they cleared")
        return words if self._chosen == Verdict.GIVEN else Words.NOW

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day = data.get("day")
        if self._chosen != Verdict.GIVEN or data.get("words") != Words.NOW or not day:
            return data
        changed = self.changed(self._key(data), day)
        if changed:
            self.add_error("words", OTHER_WORDS.format(changed=changed))
        return data

    def _key(self, data: dict[str, Any]) -> str:
        return self.key

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        name = clean_name(file.name)
        if file.size > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(f"“{name}” is larger than {MOST_MB} MB")
        try:
            taken = file_type(name, file, E_MAILS)
        except NotTaken as refused:
            raise forms.ValidationError(str(refused)) from None
        digest = sha256_of(file)
        self.kept = KeptFile(name, taken.content_type, file.read(), digest)
        return file

    def said(self, today: datetime.date) -> Said:
        """Return the answer, from a valid form."""
        data = self.cleaned_data
        how = data["how"] if data["verdict"] != Verdict.WITHOUT else How.HERE
        said = data["verdict"], data["day"], data["code"], data["comment"]
        return Said(*said, how, self.kept, data["words"])


class RecordUnaskedForm(RecordForm, OfWhat):
    """A clearance that came without being asked for here, or one that nobody gives."""

    name = forms.CharField(
        label="Who clears it?",
        max_length=200,
        help_text="A name, or the post where nobody answers.",
        error_messages={"required": "Enter who clears it"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("section", "kind", "label", "name", *RecordForm.field_order)

    def _key(self, data: dict[str, Any]) -> str:
        section = data.get("section")
        return section.key if section else ""

    def wanted(self) -> Wanted:
        """Return which clearance it is, from a valid form."""
        return self.of(name=self.cleaned_data["name"])
