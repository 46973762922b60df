package porter_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
)

// fill makes something of every kind, and lets Run read and keep it.
func (b *bench) fill() *porter.Snapshot {
	b.t.Helper()
	b.key("dev")
	_, err := b.CreateGroup(b.t.Context(), b.by, form(), porter.NewGroup{Name: "ops"})
	check(b.t, err)
	b.s3().Bucket("acme")
	ctx, cancel := context.WithCancel(b.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	b.until("all is read", func(s *porter.Snapshot) bool {
		_, known := s.Keys("dev")
		report, _ := s.Report()
		return known && len(s.Buckets) == 1 && !report.Made.IsZero()
	})
	s := b.Snapshot()
	cancel() // the end keeps what was read last
	check(b.t, <-ended)
	if n := b.keptRows(); n != 4 {
		b.t.Fatalf("%d sources are kept, want 4", n)
	}
	return s
}

func (b *bench) keptRows() (n int) {
	b.t.Helper()
	place, err := b.account.Place(b.t.Context())
	check(b.t, err)
	list, err := b.db.Kept(b.t.Context(), place)
	check(b.t, err)
	return len(list)
}

// restored is what a Porter shows that has read nothing.
func (b *bench) restored(a *account.Account) *porter.Snapshot {
	b.t.Helper()
	p := b.restart(a)
	p.Restore(b.t.Context())
	return p.Snapshot()
}

func TestARestartShowsTheLastSnapshotWhileAWSIsAway(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		was := b.fill()
		b.aws.Close()
		b.later(time.Hour)
		s := b.restored(b.account)
		for name, c := range map[string]struct{ got, want any }{
			"identity": {s.Identity, was.Identity}, "users": {s.Users, was.Users}, "groups": {s.Groups, was.Groups},
			"policies": {s.Policies, was.Policies}, "summary": {s.Summary, was.Summary}, "buckets": {s.Buckets, was.Buckets},
			"block": {s.Block, was.Block}, "completeness": {s.Complete, true},
		} {
			if !reflect.DeepEqual(c.got, c.want) {
				t.Errorf("%s after the restart = %+v, want %+v", name, c.got, c.want)
			}
		}
		for i, want := range was.Sources() {
			if got := s.Sources()[i]; got.Complete != want.Complete || got.At.Sub(want.At).Abs() > time.Millisecond || got.Problem != nil {
				t.Errorf("source %s after the restart = %+v, want the age of before: %+v", want.Name, got, want)
			}
		}
		keys, known := s.Keys("dev")
		before, _ := was.Keys("dev")
		if !known || !reflect.DeepEqual(keys, before) {
			t.Errorf("keys after the restart = %v, known %t, want %v", keys, known, before)
		}
		report, _ := s.Report()
		if old, _ := was.Report(); !reflect.DeepEqual(report, old) {
			t.Errorf("report after the restart = %+v, want %+v", report, old)
		}
		if _, ok := s.ReportRow("dev"); !ok {
			t.Error("the report has no row of dev after the restart")
		}
		p := b.restart(b.account)
		p.Restore(t.Context())
		if err := p.Refresh(t.Context()); err == nil || p.Snapshot().Problem == nil || len(p.Snapshot().Users) != 1 {
			t.Errorf("Refresh with nobody there = %v, problem %v, %d users, want the failure and what was kept", err, p.Snapshot().Problem, len(p.Snapshot().Users))
		}
	})
}

func TestWhatIsKeptOfAnotherAccountIsNotShown(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.fill()
	id, secret := b.box.RootCredentials()
	elsewhere := httptest.NewServer(b.box)
	t.Cleanup(elsewhere.Close)
	for name, o := range map[string]account.Options{
		"another endpoint": {IAMEndpoint: elsewhere.URL, KeyID: id, Secret: secret},
		"another S3":       {IAMEndpoint: b.aws.URL, S3Endpoint: elsewhere.URL, KeyID: id, Secret: secret},
		"another key":      {IAMEndpoint: b.aws.URL, KeyID: "AKIAANOTHERKEY000000", Secret: secret},
	} {
		a, err := account.New(t.Context(), o)
		check(t, err)
		if s := b.restored(a); !s.At.IsZero() || !s.BucketsAt.IsZero() || len(s.Users)+len(s.Buckets) != 0 {
			t.Errorf("with %s there are %d users and %d buckets of before, want none", name, len(s.Users), len(s.Buckets))
		}
	}
}

func TestAServerThatWasSetUpAnewHasNothingOfTheOldOne(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.fill()
	id, secret := b.box.RootCredentials()
	other, err := sandbox.New(sandbox.Options{Store: b.db, Seal: b.ring, Account: "210987654321", RootKeyID: id, RootSecret: secret})
	check(t, err)
	p := b.restart(b.account)
	p.Restore(t.Context())
	if n := len(p.Snapshot().Buckets); n != 1 {
		t.Fatalf("after the restart there are %d buckets, want the one of before", n)
	}
	b.instead(func(w http.ResponseWriter, r *http.Request) bool {
		if aboutS3(r) {
			w.WriteHeader(http.StatusForbidden)
			return true
		}
		other.ServeHTTP(w, r)
		return true
	})
	check(t, p.Refresh(t.Context()))
	s := p.Snapshot()
	report, _ := s.Report()
	if s.Identity.Account != "210987654321" || len(s.Users) != 0 || len(s.Buckets) != 0 || !s.BucketsAt.IsZero() || !report.Made.IsZero() {
		t.Errorf("account %s has %d users, %d buckets of %v and a report of %v, want nothing of the account before",
			s.Identity.Account, len(s.Users), len(s.Buckets), s.BucketsAt, report.Made)
	}
}

func TestWhatIsKeptBrokenIsLeftOutAlone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.fill()
		place, err := b.account.Place(t.Context())
		check(t, err)
		list, err := b.db.Kept(t.Context(), place)
		check(t, err)
		at := map[string]int{}
		for i, k := range list {
			at[k.Source] = i
		}
		raw, account := b.raw(), list[at["account"]]
		set := func(data []byte) {
			t.Helper()
			_, err := raw.ExecContext(t.Context(), `UPDATE snapshot SET data = $1 WHERE source = 'account'`, data)
			check(t, err)
		}
		where := fmt.Sprintf("snapshot/%s/account/%d", place, account.At.UnixMicro())
		older := b.rewrite(account.Data, where, func(plain []byte) []byte {
			return bytes.Replace(plain, []byte("Roles slice"), []byte("Rolls slice"), 1)
		})
		for name, data := range map[string][]byte{
			"cut":                 account.Data[:len(account.Data)-1],
			"empty":               {},
			"that of the buckets": list[at["buckets"]].Data,
			"of another version":  older,
			"no document":         b.rewrite(account.Data, where, func([]byte) []byte { return []byte("{") }),
		} {
			set(data)
			s := b.restored(b.account)
			if !s.At.IsZero() || len(s.Users) != 0 || len(s.Buckets) != 1 {
				t.Errorf("with an account that is %s there are %d users of %v and %d buckets, want no user and the bucket",
					name, len(s.Users), s.At, len(s.Buckets))
			}
		}
		set(b.rewrite(account.Data, where, func(plain []byte) []byte { return plain }))
		if s := b.restored(b.account); len(s.Users) != 1 || s.Users[0].Name != iam.UserName("dev") {
			t.Errorf("with the account as it was there are the users %v, want dev", names(s.Users))
		}
	})
}

// rewrite changes what is kept as one could who has the server key.
func (b *bench) rewrite(sealed []byte, place string, change func(plain []byte) []byte) []byte {
	b.t.Helper()
	packed, err := b.ring.Open(sealed, nil, place)
	check(b.t, err)
	unzip, err := gzip.NewReader(bytes.NewReader(packed))
	check(b.t, err)
	plain, err := io.ReadAll(unzip)
	check(b.t, err)
	var again bytes.Buffer
	zip := gzip.NewWriter(&again)
	_, err = zip.Write(change(plain))
	check(b.t, err)
	check(b.t, zip.Close())
	out, err := b.ring.Seal(again.Bytes(), nil, place)
	check(b.t, err)
	return out
}

func TestOnlyTheServerKeyOpensWhatIsKept(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.fill()
	other, err := seal.NewKeyring(bytes.Repeat([]byte{1}, 32))
	check(t, err)
	b.ring = other
	if s := b.restored(b.account); !s.At.IsZero() || !s.BucketsAt.IsZero() {
		t.Errorf("with another server key there are %d users and %d buckets, want none", len(s.Users), len(s.Buckets))
	}
}
