"""What a person types to come in."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form with a label that says what to type, and no placeholder in its stead."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name or e-mail address"
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
