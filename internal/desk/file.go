package desk

import (
	"bytes"
	"strings"

	"keyporter/internal/fault"
)

// FileForm is a form in which a ticket's file can be taken.
type FileForm string

// The forms. A key ticket offers all but FormLogin; a password ticket only that.
const (
	FormKeys        FileForm = "keys"        // AWS's {user}_accessKeys.csv
	FormImport      FileForm = "import"      // for aws configure import
	FormCredentials FileForm = "credentials" // a block for ~/.aws/credentials
	FormEnv         FileForm = "env"         // .env
	FormLogin       FileForm = "login"       // AWS's {user}_credentials.csv
)

// FileForms lists the forms of a kind of ticket, the usual one first.
func FileForms(k TicketKind) []FileForm {
	if k == PasswordTicket {
		return []FileForm{FormLogin}
	}
	return []FileForm{FormKeys, FormImport, FormCredentials, FormEnv}
}

// File is a credential file. Its body is secret.
type File struct {
	Name string // for Content-Disposition: ASCII letters, digits and + = , . @ _ -
	Type string // MIME type
	Body []byte
}

// NewFile writes credentials in a form. Header rows and names of the two CSV
// files are those of AWS's console; every cell stands byte for byte as it is,
// for a guard against formulas would break a secret that begins with a plus.
// A cell with a comma, a quote or a line end is quoted as RFC 4180 says. It
// fails with CodeTicketForm where the form cannot hold the user's name, and
// with CodeChoice where the kind of ticket does not offer the form.
func NewFile(form FileForm, c Credentials) (File, error) {
	switch {
	case form == FormLogin && c.Kind == PasswordTicket:
		return csvFile(c.User+"_credentials.csv",
			[]string{"User name", "Password", "Console sign-in URL"},
			[]string{c.User, c.Password.Reveal(), c.SignInURL}), nil
	case c.Kind != KeyTicket:
	case form == FormKeys:
		return csvFile(c.User+"_accessKeys.csv",
			[]string{"Access key ID", "Secret access key"},
			[]string{c.KeyID, c.Secret.Reveal()}), nil
	case form == FormImport:
		// aws-cli splits each line at every comma and knows no quotes
		// (awscli/customizations/configure/importer.py).
		if strings.ContainsRune(c.User, ',') {
			return File{}, fault.New(fault.Invalid, fault.CodeTicketForm)
		}
		return csvFile(c.User+"_import.csv",
			[]string{"User Name", "Access key ID", "Secret access key"},
			[]string{c.User, c.KeyID, c.Secret.Reveal()}), nil
	case form == FormCredentials:
		return textFile(c.User+"_credentials", credentialsBlock(c)), nil
	case form == FormEnv:
		return textFile(c.User+".env", envBlock(c)), nil
	}
	return File{}, fault.New(fault.Invalid, fault.CodeChoice)
}

func credentialsBlock(c Credentials) string {
	return "[" + c.User + "]\naws_access_key_id = " + c.KeyID +
		"\naws_secret_access_key = " + c.Secret.Reveal() + "\n"
}

func envBlock(c Credentials) string {
	return "AWS_ACCESS_KEY_ID=" + c.KeyID + "\nAWS_SECRET_ACCESS_KEY=" + c.Secret.Reveal() + "\n"
}

func textFile(name, body string) File {
	return File{Name: name, Type: "text/plain; charset=utf-8", Body: []byte(body)}
}

func csvFile(name string, rows ...[]string) File {
	var b bytes.Buffer
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoteCell(cell))
		}
		b.WriteString("\r\n")
	}
	return File{Name: name, Type: "text/csv; charset=utf-8", Body: b.Bytes()}
}

// quoteCell quotes a cell where RFC 4180, section 2, demands it, and only there.
func quoteCell(s string) string {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
