package sandbox

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

type loginXML struct {
	UserName              string
	CreateDate            string
	PasswordResetRequired bool
}

// Work of PBKDF2 with HMAC-SHA-512.
const (
	hashRounds = 210_000
	hashSize   = 32
)

// hashPassword keeps a console password so that it cannot be read back.
func hashPassword(password string) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	sum, err := pbkdf2.Key(sha512.New, password, salt, hashRounds, hashSize)
	if err != nil {
		return "", err
	}
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("pbkdf2-sha512$%d$%s$%s", hashRounds, text(salt), text(sum)), nil
}

// checkPassword is AWS's rule where the account has none of its own: 8 to 128
// characters, three of the four classes, not the account's name ("Default
// password policy", IAM user guide).
func checkPassword(password, account string) error {
	classes := 0
	for _, set := range []string{"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "!@#$%^&*()_+-=[]{}|'"} {
		if strings.ContainsAny(password, set) {
			classes++
		}
	}
	n := utf8.RuneCountInString(password)
	switch {
	case n > 128 || strings.IndexFunc(password, notInDocument) >= 0:
		return validation("The specified value for password is invalid. It must have at most 128 characters of the Basic Latin and Latin-1 Supplement sets.")
	case n < 8 || classes < 3 || password == account:
		return fail(http.StatusBadRequest, "PasswordPolicyViolation", "Password does not conform to the account password policy.")
	}
	return nil
}

func loginMissing(user string) error {
	return noSuchEntity("Login Profile for User %s cannot be found.", user)
}

func createLoginProfile(ctx context.Context, c *call) (any, error) {
	name, password, reset := users.name(c), c.form.required("Password"), c.form.truth("PasswordResetRequired")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := checkPassword(password, c.account); err != nil {
		return nil, err
	}
	hash, err := hashPassword(password)
	if err != nil {
		return nil, err
	}
	login := loginDoc{Created: c.at, Reset: reset, Hash: hash}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		return addDoc(ctx, c.in, kindLogin, user.row.Name, login)
	})
	if err != nil {
		return nil, taken(err, alreadyExists("Login Profile for user %s already exists.", name))
	}
	return newLoginXML(name, login.Created, reset), nil
}

func newLoginXML(name string, created time.Time, reset bool) any {
	return struct{ LoginProfile loginXML }{loginXML{name, stamp(created), reset}}
}

func getLoginProfile(ctx context.Context, c *call) (any, error) {
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	user, err := users.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	login, err := getDoc[loginDoc](ctx, c.in, kindLogin, fold(name))
	if err != nil {
		return nil, absent(err, loginMissing(name))
	}
	return newLoginXML(user.Name, login.Created, login.Reset), nil
}

func updateLoginProfile(ctx context.Context, c *call) (any, error) {
	name, reset := users.name(c), c.form.truth("PasswordResetRequired")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	hash := ""
	if c.form.values.Has("Password") {
		password := c.form.text("Password")
		err := checkPassword(password, c.account)
		if err == nil {
			hash, err = hashPassword(password)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, c.change(ctx, func(c *call) error {
		if _, err := users.hold(ctx, c, name); err != nil {
			return err
		}
		row, err := c.in.Hold(ctx, kindLogin, fold(name))
		if err != nil {
			return absent(err, loginMissing(name))
		}
		login, err := decode[loginDoc](row)
		if err != nil {
			return err
		}
		if hash != "" {
			login.Hash = hash
		}
		if c.form.values.Has("PasswordResetRequired") {
			login.Reset = reset
		}
		return updateDoc(ctx, c.in, row, login)
	})
}

func deleteLoginProfile(ctx context.Context, c *call) (any, error) {
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if _, err := users.hold(ctx, c, name); err != nil {
			return err
		}
		gone, err := c.in.Delete(ctx, kindLogin, fold(name))
		if err == nil && !gone {
			return loginMissing(name)
		}
		return err
	})
}
