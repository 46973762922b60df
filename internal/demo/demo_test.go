package demo_test

import (
	"reflect"
	"testing"
	"time"

	"keyporter/internal/demo"
)

var now = time.Date(2026, 11, 29, 8, 30, 15, 0, time.UTC)

func TestTheAccountIsTheSameAtEachStart(t *testing.T) {
	t.Parallel()
	if a, b := demo.New("123456789012", now), demo.New("123456789012", now); !reflect.DeepEqual(a, b) {
		t.Error("New gives two accounts for one time")
	}
}

func TestTheAccountHasItsSize(t *testing.T) {
	t.Parallel()
	a := demo.New("123456789012", now)
	for kind, n := range map[string][2]int{"users": {len(a.Users), 200}, "groups": {len(a.Groups), 30}, "buckets": {len(a.Buckets), 40}} {
		if n[0] != n[1] {
			t.Errorf("New has %d %s, want %d", n[0], kind, n[1])
		}
	}
	names := map[string]bool{}
	for _, u := range a.Users {
		names[u.Name] = true
	}
	for _, b := range a.Buckets {
		names[b.Name] = true
	}
	if len(names) != 240 {
		t.Errorf("New has %d names of users and buckets, want 240 different ones", len(names))
	}
	for _, name := range []string{demo.PublicBucket, demo.HiddenAdmin, demo.RotatingUser, demo.RotatedUser, demo.BoundedUser, demo.OldestKeyUser} {
		if !names[name] {
			t.Errorf("New lacks %s, to which the first steps lead", name)
		}
	}
}

// TestNothingHappensBeforeItsTime looks at the history of each user at several
// hours of a day.
func TestNothingHappensBeforeItsTime(t *testing.T) {
	t.Parallel()
	for hour := range 24 {
		now := time.Date(2026, 3, 1, hour, 1, 0, 0, time.UTC)
		for _, u := range demo.New("123456789012", now).Users {
			for _, k := range u.Keys {
				if k.Created.Before(u.Created) || !k.Used.IsZero() && k.Used.Before(k.Created) || k.Created.After(now) || k.Used.After(now) {
					t.Errorf("at %v: the key of %s, who was made at %v, is of %v and was used at %v", now, u.Name, u.Created, k.Created, k.Used)
				}
			}
			if u.Created.After(now) || u.Used.After(now) || !u.Used.IsZero() && u.Used.Before(u.Created) {
				t.Errorf("at %v: %s was made at %v and signed in at %v", now, u.Name, u.Created, u.Used)
			}
		}
	}
}
