package sandbox

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
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

const hashName = "pbkdf2-sha512"

// hashPassword keeps a console password so that it cannot be read back, with the
// salt of another such hash, or with a new one.
func hashPassword(password, like string) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	if like != "" {
		var err error
		if salt, err = saltOf(like); err != nil {
			return "", err
		}
	}
	sum, err := pbkdf2.Key(sha512.New, password, salt, hashRounds, hashSize)
	if err != nil {
		return "", err
	}
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("%s$%d$%s$%s", hashName, hashRounds, text(salt), text(sum)), nil
}

// noPassword is the hash of no password.
func noPassword() string {
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("%s$%d$%s$%s", hashName, hashRounds, text(randomBytes(16)), text(randomBytes(hashSize)))
}

func saltOf(hash string) ([]byte, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 4 {
		return nil, errors.New("a kept password has another form")
	}
	return base64.RawStdEncoding.DecodeString(parts[2])
}

// sameSalt tells whether two hashes can be compared.
func sameSalt(a, b string) bool {
	return a[:strings.LastIndexByte(a, '$')] == b[:strings.LastIndexByte(b, '$')]
}

func loginMissing(user string) error {
	return noSuchEntity("Login Profile for User %s cannot be found.", user)
}

func createLoginProfile(ctx context.Context, c *call) (any, error) {
	name, password, reset := users.name(c), c.form.password("Password"), c.form.truth("PasswordResetRequired")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	hash, err := hashPassword(password, "")
	if err != nil {
		return nil, err
	}
	login := loginDoc{Created: c.at, Reset: reset}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		if err := c.accept(ctx, &login, password, hash); err != nil {
			return err
		}
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

// login reads the profile of a user, which may be missing as the user may.
func (c *call) login(ctx context.Context, name string) (login loginDoc, err error) {
	return login, c.snapshot(ctx, func(c *call) error {
		if _, err := users.get(ctx, c, name); err != nil {
			return err
		}
		login, err = getDoc[loginDoc](ctx, c.in, kindLogin, fold(name))
		return absent(err, loginMissing(name))
	})
}

// changeLogin runs f on the profile of a user in one transaction that holds its
// row, and keeps what f made of it.
func (c *call) changeLogin(ctx context.Context, name string, f func(c *call, login *loginDoc) error) error {
	return users.change(ctx, c, name, func(c *call, user held) error {
		row, err := c.in.Hold(ctx, kindLogin, user.row.Name)
		if err != nil {
			return absent(err, loginMissing(name))
		}
		login, err := decode[loginDoc](row)
		if err != nil {
			return err
		}
		if err := f(c, &login); err != nil {
			return err
		}
		return updateDoc(ctx, c.in, row, login)
	})
}

func updateLoginProfile(ctx context.Context, c *call) (any, error) {
	name, reset, password := users.name(c), c.form.truth("PasswordResetRequired"), ""
	if c.form.values.Has("Password") {
		password = c.form.password("Password")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	hash := ""
	if password != "" {
		login, err := c.login(ctx, name)
		if err == nil {
			hash, err = hashPassword(password, login.Hash)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, c.changeLogin(ctx, name, func(c *call, login *loginDoc) error {
		if c.form.values.Has("PasswordResetRequired") {
			login.Reset = reset
		}
		switch {
		case password == "":
			return nil
		case !sameSalt(hash, login.Hash):
			return concurrentModification() // deleted and made anew meanwhile
		}
		return c.accept(ctx, login, password, hash)
	})
}

// changePassword is for users, about themselves.
func changePassword(ctx context.Context, c *call) (any, error) {
	old, password := c.form.password("OldPassword"), c.form.password("NewPassword")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if c.who.user == nil {
		return nil, fail(http.StatusBadRequest, "InvalidUserType", "Only IAM Users can change their own password")
	}
	name := c.who.user.Name
	login, err := c.login(ctx, name)
	if err != nil {
		return nil, err
	}
	oldHash, err := hashPassword(old, login.Hash)
	if err != nil {
		return nil, err
	}
	hash, err := hashPassword(password, login.Hash)
	if err != nil {
		return nil, err
	}
	return nil, c.changeLogin(ctx, name, func(c *call, login *loginDoc) error {
		if subtle.ConstantTimeCompare([]byte(oldHash), []byte(login.Hash)) != 1 {
			return fail(http.StatusForbidden, "AccessDenied", "The old password was incorrect.")
		}
		login.Reset = false
		return c.accept(ctx, login, password, hash)
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
