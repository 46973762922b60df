package desk_test

import (
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

func key(user string) desk.Credentials {
	return desk.Credentials{
		Kind: desk.KeyTicket, User: user, KeyID: "AKIAIOSFODNN7EXAMPLE",
		Secret: seal.NewSecret("+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
	}
}

func login(user, password string) desk.Credentials {
	return desk.Credentials{
		Kind: desk.PasswordTicket, User: user, Password: seal.NewSecret(password),
		SignInURL: "https://123456789012.signin.aws.amazon.com/console",
	}
}

func TestCredentialFilesAreExact(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		form desk.FileForm
		from desk.Credentials
		file string
		body string
	}{
		{
			"AWS's key file, whose secret begins with a plus", desk.FormKeys, key("dev"), "dev_accessKeys.csv",
			"Access key ID,Secret access key\r\nAKIAIOSFODNN7EXAMPLE,+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r\n",
		},
		{
			"the form of aws configure import", desk.FormImport, key("dev"), "dev_import.csv",
			"User Name,Access key ID,Secret access key\r\ndev,AKIAIOSFODNN7EXAMPLE,+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r\n",
		},
		{
			"a block of a credentials file", desk.FormCredentials, key("dev"), "dev_credentials",
			"[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = +JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
		},
		{
			"environment variables", desk.FormEnv, key("dev"), "dev.env",
			"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
		},
		{
			"AWS's password file", desk.FormLogin, login("Administrator", "Str0ng-Password"), "Administrator_credentials.csv",
			"User name,Password,Console sign-in URL\r\nAdministrator,Str0ng-Password,https://123456789012.signin.aws.amazon.com/console\r\n",
		},
		{
			"a password with a comma and a quote, which is quoted", desk.FormLogin, login("dev", `a,"b`), "dev_credentials.csv",
			"User name,Password,Console sign-in URL\r\ndev,\"a,\"\"b\",https://123456789012.signin.aws.amazon.com/console\r\n",
		},
		{
			"a password that begins like a formula, which stays as it is", desk.FormLogin, login("=dev", "=1+1"), "=dev_credentials.csv",
			"User name,Password,Console sign-in URL\r\n=dev,=1+1,https://123456789012.signin.aws.amazon.com/console\r\n",
		},
	}
	for _, c := range cases {
		f, err := desk.NewFile(c.form, c.from)
		if err != nil || f.Name != c.file || string(f.Body) != c.body {
			t.Errorf("%s: NewFile = %s %q, %v, want %s %q", c.name, f.Name, f.Body, err, c.file, c.body)
		}
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		form desk.FileForm
		from desk.Credentials
		code fault.Code
	}{
		{"aws-cli cannot read a name with a comma", desk.FormImport, key("doe,john"), fault.CodeTicketForm},
		{"a key is no login", desk.FormLogin, key("dev"), fault.CodeChoice},
		{"a login is no key", desk.FormKeys, login("dev", "x"), fault.CodeChoice},
		{"a form there is not", "zip", key("dev"), fault.CodeChoice},
	}
	for _, c := range cases {
		if f, err := desk.NewFile(c.form, c.from); !fault.Is(err, c.code) || len(f.Body) != 0 {
			t.Errorf("%s: NewFile = %d bytes, %v, want %s", c.name, len(f.Body), err, c.code)
		}
	}
}

func TestEachFormOfATicketCanBeWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []desk.Credentials{key("dev"), login("dev", "x")} {
		for _, form := range desk.FileForms(c.Kind) {
			if f, err := desk.NewFile(form, c); err != nil || strings.HasPrefix(string(f.Body), "\ufeff") {
				t.Errorf("NewFile(%s) = %v, want a file without a byte-order mark", form, err)
			}
		}
	}
}
