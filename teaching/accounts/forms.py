"""What a person types to come in: allauth's forms in our words, without placeholders.

A placeholder only repeats the label above the field, and goes away when one begins to type.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

LABELS = {
    "login": "User name or e-mail address",
    "username": "User name",
    "email": "E-mail address",
    "oldpassword": "Your password now",
    "password2": "The new password again",
}


class _Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        for name in ("password", "oldpassword"):
            if name in self.fields:
                # A link inside a field's description; the pages have one of their own.
                self.fields[name].help_text = ""


class SignInForm(_Plain, allauth_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(_Plain, allauth_forms.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "The name the pages call you by."


class AddEmailForm(_Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(_Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(_Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class AskAgainForm(_Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    pass


class LeaveForm(forms.Form):
    """One's own user name, so that nobody gives an account up by a slip."""

    name = forms.CharField(
        label="Type your user name",
        max_length=150,
        error_messages={"required": "Type your user name to say that you mean it."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, username: str, data: Any = None) -> None:
        super().__init__(data)
        self.username = username
        self.fields["name"].help_text = f"It is “{username}”."

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.casefold() != self.username.casefold():
            raise forms.ValidationError(
                f"That is not your user name, which is “{self.username}”. Nothing was changed."
            )
        return name
