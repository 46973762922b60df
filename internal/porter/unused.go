package porter

import (
	"time"

	"keyporter/internal/iam"
)

// UserActivity is a user with what AWS tells of the last use of the password and
// of the access keys. AWS tells it with some delay; a call to S3 counts as the
// use of a key, to objects too ("Getting credential reports", IAM user guide).
type UserActivity struct {
	User     iam.UserName
	Created  time.Time
	Console  iam.ReportFlag // has a password
	SignedIn time.Time      // at the console; zero: never, where Known
	KeyUse   iam.KeyUse     // the last one of any key
	Known    bool           // the report has the user; all that the user has is in it
}

// Last is when the user did anything last; zero: never, where Known.
func (a UserActivity) Last() time.Time {
	if a.SignedIn.After(a.KeyUse.At) {
		return a.SignedIn
	}
	return a.KeyUse.At
}

// activities are those of all users, in their order.
func (s *Snapshot) activities() []UserActivity {
	all := make([]UserActivity, len(s.Users))
	for i := range s.Users {
		u := &s.Users[i]
		a := UserActivity{User: u.Name, Created: u.Created, SignedIn: u.PasswordLastUsed}
		row, ok := s.ReportRow(u.Name)
		// A report has columns for two keys and says in words what else there is.
		a.Known, a.Console = ok && row.More == "", row.Password
		if a.Created.IsZero() {
			a.Created = row.Created
		}
		if row.PasswordUsed.After(a.SignedIn) {
			a.SignedIn = row.PasswordUsed
		}
		for _, k := range row.Keys {
			if k.Used.At.After(a.KeyUse.At) {
				a.KeyUse = k.Used
			}
		}
		all[i] = a
	}
	return all
}

// FindActivity returns one page of the users that match the query, with their
// last activity. Sort is "name", "created" or "last"; text is part of a name. The
// condition:
//
//	idle:DAYS  neither made nor active since
func (s *Snapshot) FindActivity(q Query) ([]UserActivity, Found) {
	return list[UserActivity]{
		words: func(a *UserActivity) string { return a.User.Fold() },
		test:  s.idleTest,
		place: func(a *UserActivity, sort string) place {
			p := place{name: a.User.Fold()}
			switch sort {
			case "created":
				p.at = micros(a.Created)
			case "last":
				p.at = micros(a.Last())
			}
			return p
		},
	}.find(s.activities(), q)
}

func (s *Snapshot) idleTest(f Filter, now time.Time) (func(*UserActivity) truth, bool) {
	before, ok := daysBefore(f.Value, now)
	return func(a *UserActivity) truth {
		switch {
		case older(a.Created, before) != yes:
			return older(a.Created, before)
		case !a.Last().Before(before):
			return no
		case !a.Known || s.report.Made.Before(before): // there may have been something since
			return unknown
		}
		return yes
	}, ok && f.Property == "idle"
}
