package ledger_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/ledger"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// length is how many entries the log has that is tampered with, and tampers how
// often that is done: enough for each way to meet each part of the log.
const (
	length  = 40
	tampers = 1000
)

// tampered is a log that somebody with the database's password has at hand.
type tampered struct {
	t   *testing.T
	db  *store.DB
	raw *sql.DB
	rnd *rand.Rand
}

func newTampered(t *testing.T, dsn string) *tampered {
	t.Helper()
	db, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	driver, address := "sqlite", dsn+"?_pragma=synchronous(OFF)&_pragma=busy_timeout(5000)"
	if strings.Contains(dsn, "://") {
		driver, address = "pgx", dsn
	}
	raw, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	raw.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := errors.Join(raw.Close(), db.Close()); err != nil {
			t.Error(err)
		}
	})
	begun := time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	for i := range length {
		if _, err := db.Append(t.Context(), desk.Entry{
			At: begun.Add(time.Duration(i) * time.Second), Act: desk.NewID(begun), Phase: desk.Noted, ActorID: "id of kim", Actor: "kim",
			Verb: desk.KeyCreate, Target: fmt.Sprint("user", i), Fault: "user.taken", Detail: []string{"한글", "\r\n\x1b[31m"},
		}); err != nil {
			t.Fatal(err)
		}
	}
	x := &tampered{t: t, db: db, raw: raw, rnd: rand.New(rand.NewPCG(7, 8))}
	x.exec(`CREATE TABLE audit_kept AS SELECT * FROM audit`)
	x.exec(`CREATE TABLE head_kept AS SELECT * FROM audit_head`)
	return x
}

func (x *tampered) exec(query string, args ...any) {
	x.t.Helper()
	if _, err := x.raw.ExecContext(x.t.Context(), query, args...); err != nil {
		x.t.Fatalf("%s: %v", query, err)
	}
}

// restore puts everything back.
func (x *tampered) restore() {
	x.t.Helper()
	for _, q := range []string{
		`DELETE FROM audit`, `INSERT INTO audit SELECT * FROM audit_kept`,
		`DELETE FROM audit_head`, `INSERT INTO audit_head SELECT * FROM head_kept`,
	} {
		x.exec(q)
	}
}

// link reads an entry as it is stored.
func (x *tampered) link(seq int64) (record []byte, prev, hash string) {
	x.t.Helper()
	row := x.raw.QueryRowContext(x.t.Context(), `SELECT record, prev_hash, hash FROM audit WHERE seq = $1`, seq)
	if err := row.Scan(&record, &prev, &hash); err != nil {
		x.t.Fatal(err)
	}
	return record, prev, hash
}

// flip changes one character of a hash to another digit.
func (x *tampered) flip(hash string) string {
	b := []byte(hash)
	i := x.rnd.IntN(len(b))
	if b[i]++; b[i] > '9' {
		b[i] = '0'
	}
	return string(b)
}

// from gives a number of an entry in the middle or at either end.
func (x *tampered) from(first, last int64) int64 { return first + x.rnd.Int64N(last-first+1) }

// ways are what somebody can do to the log. Each returns the first entry that is
// then wrong.
var ways = map[string]func(x *tampered) int64{
	"a byte of a record": func(x *tampered) int64 {
		i := x.from(1, length)
		record, _, _ := x.link(i)
		record[x.rnd.IntN(len(record))] ^= byte(1 + x.rnd.IntN(255))
		x.exec(`UPDATE audit SET record = $1 WHERE seq = $2`, record, i)
		return i
	},
	"a record with its own hash": func(x *tampered) int64 {
		i := x.from(1, length-1)
		record, prev, _ := x.link(i)
		record = []byte(strings.Replace(string(record), "key.create", "key.delete", 1))
		x.exec(`UPDATE audit SET record = $1, verb = 'key.delete', hash = $2 WHERE seq = $3`, record, desk.ChainHash(i, prev, record), i)
		return i + 1 // which names the hash that was
	},
	"a hash": func(x *tampered) int64 {
		i := x.from(1, length)
		_, _, hash := x.link(i)
		x.exec(`UPDATE audit SET hash = $1 WHERE seq = $2`, x.flip(hash), i)
		return i
	},
	"the hash before": func(x *tampered) int64 {
		i := x.from(2, length)
		_, prev, _ := x.link(i)
		x.exec(`UPDATE audit SET prev_hash = $1 WHERE seq = $2`, x.flip(prev), i)
		return i
	},
	"a column": func(x *tampered) int64 {
		i := x.from(1, length)
		columns := []string{"act", "phase", "actor_id", "actor", "verb", "target", "fault"}
		x.exec(`UPDATE audit SET `+columns[x.rnd.IntN(len(columns))]+` = 'another' WHERE seq = $1`, i)
		return i
	},
	"the time": func(x *tampered) int64 {
		i := x.from(1, length)
		x.exec(`UPDATE audit SET at = at + $1 WHERE seq = $2`, x.from(1, 1e12), i)
		return i
	},
	"an entry dropped": func(x *tampered) int64 {
		i := x.from(1, length)
		x.exec(`DELETE FROM audit WHERE seq = $1`, i)
		return i
	},
	"an entry dropped and the others moved up": func(x *tampered) int64 {
		i := x.from(1, length-1)
		x.exec(`DELETE FROM audit WHERE seq = $1`, i)
		x.exec(`UPDATE audit SET seq = -seq + 1 WHERE seq > $1`, i)
		x.exec(`UPDATE audit SET seq = -seq WHERE seq < 0`)
		x.exec(`UPDATE audit_head SET seq = seq - 1`)
		return i
	},
	"an entry put in and the others moved down": func(x *tampered) int64 {
		i := x.from(2, length)
		x.exec(`UPDATE audit SET seq = -seq - 1 WHERE seq >= $1`, i)
		x.exec(`UPDATE audit SET seq = -seq WHERE seq < 0`)
		x.copied(i-1, i)
		x.exec(`UPDATE audit_head SET seq = seq + 1`)
		return i
	},
	"an entry behind the last": func(x *tampered) int64 {
		x.copied(x.from(1, length), length+1)
		return length + 1
	},
	"an entry before the first": func(x *tampered) int64 {
		i := x.from(-1000, 0)
		x.copied(x.from(1, length), i)
		return i
	},
	"two entries swapped": func(x *tampered) int64 {
		i := x.from(1, length-1)
		j := x.from(i+1, length)
		for _, step := range [][2]int64{{i, 0}, {j, i}, {0, j}} {
			x.exec(`UPDATE audit SET seq = $1 WHERE seq = $2`, step[1], step[0])
		}
		return i
	},
	"the tail cut": func(x *tampered) int64 {
		i := x.from(0, length-1)
		x.exec(`DELETE FROM audit WHERE seq > $1`, i)
		return i + 1
	},
	"the tail cut and the head moved": func(x *tampered) int64 {
		i := x.from(0, length-1)
		x.exec(`DELETE FROM audit WHERE seq > $1`, i)
		hash := ""
		if i > 0 {
			_, _, hash = x.link(i)
		}
		x.exec(`UPDATE audit_head SET seq = $1, hash = $2`, i, hash)
		return i + 1 // the checkpoint knows that there were more
	},
	"the rest written anew": func(x *tampered) int64 {
		i := x.from(1, length)
		_, prev, _ := x.link(i)
		for ; i <= length; i++ {
			record, _, _ := x.link(i)
			record = []byte(strings.Replace(string(record), `"actor":"kim"`, `"actor":"lee"`, 1))
			hash := desk.ChainHash(i, prev, record)
			x.exec(`UPDATE audit SET actor = 'lee', record = $1, prev_hash = $2, hash = $3 WHERE seq = $4`, record, prev, hash, i)
			prev = hash
		}
		x.exec(`UPDATE audit_head SET hash = $1`, prev)
		return length // where the checkpoint is
	},
}

// copied writes a copy of an entry under another number.
func (x *tampered) copied(from, to int64) {
	x.t.Helper()
	x.exec(`INSERT INTO audit (seq, at, act, phase, actor_id, actor, verb, target, fault, record, prev_hash, hash)
		SELECT $1, at, act, phase, actor_id, actor, verb, target, fault, record, prev_hash, hash FROM audit WHERE seq = $2`, to, from)
}

// TestEveryChangeOfTheLogIsFoundAndTheFirstWrongEntryNamed changes a real database
// behind Keyporter's back, one way after the other, a thousand times.
func TestEveryChangeOfTheLogIsFoundAndTheFirstWrongEntryNamed(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		x := newTampered(t, dsn)
		seq, hash, err := x.db.AuditHead(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		check := ledger.Check{Outside: []desk.Checkpoint{{Seq: seq, Hash: hash}}}
		names := make([]string, 0, len(ways))
		for name := range ways {
			names = append(names, name)
		}
		found := 0
		for i := range tampers {
			if v, err := ledger.Verify(t.Context(), x.db, check); err != nil || v.To != length || v.Checkpoints != 1 {
				t.Fatalf("Verify of the log as it was written = %+v, %v", v, err)
			}
			name := names[i%len(names)]
			want := ways[name](x)
			_, err := ledger.Verify(t.Context(), x.db, check)
			var b *desk.Break
			if !errors.As(err, &b) || b.Seq != want {
				t.Errorf("%s: Verify = %v, want entry %d named", name, err, want)
			} else {
				found++
			}
			x.restore()
		}
		if found != tampers {
			t.Errorf("%d of %d changes were found", found, tampers)
		}
	})
}

func TestAPartOfTheLogIsVerifiedFromAnEntryOn(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		x := newTampered(t, dsn)
		x.exec(`UPDATE audit SET target = 'another' WHERE seq = 10`)
		for name, c := range map[string]struct {
			check    ledger.Check
			bad      int64
			from, to int64
		}{
			"all of it":                          {ledger.Check{}, 10, 1, 9},
			"from the wrong entry on":            {ledger.Check{From: 10}, 10, 10, 9},
			"behind it":                          {ledger.Check{From: 11}, 0, 11, 40},
			"no further than before it":          {ledger.Check{Most: 9}, 0, 1, 9},
			"one entry more":                     {ledger.Check{Most: 10}, 10, 1, 9},
			"a few behind it":                    {ledger.Check{From: 11, Most: 5}, 0, 11, 15},
			"the last":                           {ledger.Check{From: 40}, 0, 40, 40},
			"behind the last, which is no entry": {ledger.Check{From: 41}, 0, 41, 40},
			"further behind":                     {ledger.Check{From: 50}, 41, 50, 49},
		} {
			v, err := ledger.Verify(t.Context(), x.db, c.check)
			var b *desk.Break
			errors.As(err, &b)
			if (c.bad == 0) != (err == nil) || b != nil && b.Seq != c.bad || v.From != c.from || v.To != c.to {
				t.Errorf("%s: Verify(%+v) = %+v, %v, want %d to %d and entry %d wrong", name, c.check, v, err, c.from, c.to, c.bad)
			}
		}
	})
}

func TestACheckpointIsSignedByTheServerKeyAlone(t *testing.T) {
	t.Parallel()
	keys := func(fill byte) []desk.CheckpointKey {
		key := make([]byte, 32)
		key[0] = fill
		ring, err := seal.NewKeyring(key)
		if err != nil {
			t.Fatal(err)
		}
		all, err := ledger.Keys(ring)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	ours, theirs := keys(1), keys(2)
	c := desk.Checkpoint{Origin: "a log", Seq: 7, Hash: "beef", At: time.Date(2026, 11, 29, 9, 0, 0, 1000, time.UTC)}
	signed, err := ours[0].Sign(c)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a log\n7\nbeef\n2026-11-29T09:00:00.000001Z\n\n\u2014 keyporter "; !strings.HasPrefix(signed, want) {
		t.Errorf("Sign = %q, want it to begin with %q", signed, want)
	}
	for name, x := range map[string]struct {
		signed string
		keys   []desk.CheckpointKey
		want   error
	}{
		"as it was signed":         {signed, ours, nil},
		"with more keys at hand":   {signed, append(theirs, ours...), nil},
		"with another key":         {signed, theirs, desk.ErrCheckpointKey},
		"with another number":      {strings.Replace(signed, "7", "6", 1), ours, desk.ErrCheckpoint},
		"with another hash":        {strings.Replace(signed, "beef", "bee0", 1), ours, desk.ErrCheckpoint},
		"without its signature":    {signed[:strings.Index(signed, "\u2014")], ours, desk.ErrCheckpoint},
		"nothing":                  {"", ours, desk.ErrCheckpoint},
		"the text of another file": {"hello\n", ours, desk.ErrCheckpoint},
	} {
		got, err := desk.OpenCheckpoint(x.signed, x.keys)
		if !errors.Is(err, x.want) || x.want == nil && got != c {
			t.Errorf("%s: OpenCheckpoint = %+v, %v, want %v", name, got, err, x.want)
		}
	}
}
