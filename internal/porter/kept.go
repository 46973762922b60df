package porter

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/iam"
	"keyporter/internal/store"
)

const (
	keepPause = 30 * time.Second    // between two times that the snapshot is stored
	keptFor   = 30 * 24 * time.Hour // how long what nobody has read since is kept
	keptEnd   = 2 * time.Second     // how long the end waits for the last of it
	keptLimit = 10 * time.Second    // how long the credentials and the store are waited for at the start
)

// errKeptOther says that a source was kept by a program that has other nouns.
var errKeptOther = errors.New("kept by another version of Keyporter")

// The sources as they are kept: names of policies and people are in them, and no
// secrets. They are sealed nevertheless: one who could write the database would
// else decide what an audit says.
type (
	keptAccount struct {
		Identity        iam.Identity
		Alias           string
		Users           []iam.User
		Groups          []iam.Group
		Roles           []iam.Role
		Policies        []iam.Policy
		Summary         iam.Summary
		Whole, Complete bool
	}
	keptKeys map[string]struct { // by folded user name
		List []iam.AccessKey
		At   time.Time
	}
	keptBuckets struct {
		Buckets []iam.Bucket
		Whole   bool
		Block   *iam.PublicAccessBlock
		BlockAt time.Time
	}
)

// keptSource is how one source comes into the store and back into a snapshot.
type keptSource struct {
	name string
	at   func(s *Snapshot) time.Time // when it was read; zero: there is nothing to keep
	pack func(s *Snapshot) any
	into func(s *Snapshot, plain []byte, at time.Time) error
}

var keptSources = []keptSource{
	{"account", func(s *Snapshot) time.Time { return s.At }, func(s *Snapshot) any {
		return keptAccount{s.Identity, s.Alias, s.Users, s.Groups, s.Roles, s.Policies, s.Summary, s.whole, s.Complete}
	}, unpack(func(s *Snapshot, k keptAccount, at time.Time) {
		s.At, s.Identity, s.Alias, s.Users, s.Groups, s.Roles = at, k.Identity, k.Alias, k.Users, k.Groups, k.Roles
		s.Policies, s.Summary, s.whole, s.Complete = k.Policies, k.Summary, k.Whole, k.Complete
	})},
	{"report", func(s *Snapshot) time.Time { return s.report.at }, func(s *Snapshot) any {
		return s.report.Report
	}, unpack(func(s *Snapshot, k iam.Report, at time.Time) { s.report = reportedOf(k, at) })},
	{"keys", (*Snapshot).keysAt, func(s *Snapshot) any {
		kept := keptKeys{}
		for name, k := range s.keys {
			kept[name] = struct {
				List []iam.AccessKey
				At   time.Time
			}{k.list, k.at}
		}
		return kept
	}, unpack(func(s *Snapshot, kept keptKeys, _ time.Time) {
		for name, k := range kept {
			s.keys[name] = keysRead{list: k.List, at: k.At}
		}
	})},
	{"buckets", func(s *Snapshot) time.Time { return s.BucketsAt }, func(s *Snapshot) any {
		return keptBuckets{s.Buckets, s.BucketsWhole, s.Block, s.BlockAt}
	}, unpack(func(s *Snapshot, k keptBuckets, at time.Time) {
		s.Buckets, s.BucketsAt, s.BucketsWhole, s.Block, s.BlockAt = k.Buckets, at, k.Whole, k.Block, k.BlockAt
	})},
}

// keysAt is when the newest list of keys was read.
func (s *Snapshot) keysAt() time.Time {
	var at time.Time
	for _, k := range s.keys {
		if k.at.After(at) {
			at = k.at
		}
	}
	return at
}

// kept is a source with the form of its nouns, by which a program knows whether
// it can read it: a field that was not there yet must not be taken for empty.
type kept[T any] struct {
	Form string
	Data T
}

func unpack[T any](put func(*Snapshot, T, time.Time)) func(*Snapshot, []byte, time.Time) error {
	return func(s *Snapshot, plain []byte, at time.Time) error {
		var k kept[T]
		if err := json.Unmarshal(plain, &k); err != nil {
			return err
		}
		if k.Form != formOf(reflect.TypeFor[T]()) {
			return errKeptOther
		}
		put(s, k.Data, at)
		return nil
	}
}

// formOf writes down a type with the names and types of all that is in it.
func formOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return "time"
		}
		var b strings.Builder
		for i := range t.NumField() {
			f := t.Field(i)
			b.WriteString(f.Name + " " + formOf(f.Type) + ";")
		}
		return "{" + b.String() + "}"
	case reflect.Slice, reflect.Pointer:
		return t.Kind().String() + " " + formOf(t.Elem())
	case reflect.Array:
		return strconv.Itoa(t.Len()) + " " + formOf(t.Elem())
	case reflect.Map:
		return "map " + formOf(t.Key()) + " " + formOf(t.Elem())
	}
	return t.Kind().String()
}

// placeOf is where the sealed bytes of a source belong.
func placeOf(k store.Kept) string {
	return strings.Join([]string{"snapshot", k.Place, k.Source, strconv.FormatInt(k.At.UnixMicro(), 10)}, "/")
}

// Restore shows what was kept of this account before a restart, until it is read
// again. What cannot be read is logged and left out.
func (p *Porter) Restore(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, keptLimit)
	defer cancel()
	place, err := p.account.Place(ctx)
	var list []store.Kept
	if err == nil {
		err = p.store.PurgeKept(ctx, p.now().Add(-keptFor))
	}
	if err == nil && place != "" {
		list, err = p.store.Kept(ctx, place)
	}
	if err != nil {
		p.log.WarnContext(ctx, "nothing of before the start is shown", "error", err)
		return
	}
	p.editing.Lock()
	defer p.editing.Unlock()
	next := p.snap.Load().copy()
	next.audit = nil
	for _, k := range list {
		if err := p.restore(&next, k); err != nil {
			p.log.WarnContext(ctx, "a part of before the start is not shown", "source", k.Source, "read", k.At, "error", err)
		}
	}
	p.show(next)
}

func (p *Porter) restore(s *Snapshot, k store.Kept) error {
	for _, source := range keptSources {
		if source.name != k.Source || !source.at(s).IsZero() { // it was read meanwhile
			continue
		}
		packed, err := p.seal.Open(k.Data, nil, placeOf(k))
		if err != nil {
			return err
		}
		unzip, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return err
		}
		var plain bytes.Buffer
		if _, err := plain.ReadFrom(unzip); err != nil {
			return err
		}
		return source.into(s, plain.Bytes(), k.At)
	}
	return nil
}

// watchKept stores what was read, soon after it and at most every keepPause, and
// once more at the end.
func (p *Porter) watchKept(ctx context.Context) {
	done := map[string]time.Time{} // when what is stored was read, by source
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), keptEnd)
		defer cancel()
		if err := p.keep(last, done); err != nil {
			p.log.WarnContext(last, "what was read last is not kept for a restart", "error", err)
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.unkept:
		}
		if err := p.keep(ctx, done); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "the account is not kept for a restart", "error", err)
		}
		wait := time.NewTimer(keepPause)
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// keep stores every source that was read since it was stored last.
func (p *Porter) keep(ctx context.Context, done map[string]time.Time) error {
	place, err := p.account.Place(ctx)
	if err != nil || place == "" {
		return err
	}
	s := p.Snapshot()
	for _, source := range keptSources {
		at := source.at(s).Truncate(time.Microsecond) // as the store has it
		if at.IsZero() || !at.After(done[source.name]) {
			continue
		}
		k := store.Kept{Place: place, Source: source.name, At: at}
		if k.Data, err = p.pack(source.pack(s), placeOf(k)); err != nil {
			return fmt.Errorf("pack %s: %w", source.name, err)
		}
		if _, err := p.store.Keep(ctx, k); err != nil {
			return fmt.Errorf("keep %s: %w", source.name, err)
		}
		done[source.name] = at
	}
	return nil
}

func (p *Porter) pack(data any, place string) ([]byte, error) {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(zip).Encode(kept[any]{formOf(reflect.TypeOf(data)), data}); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return p.seal.Seal(packed.Bytes(), nil, place)
}
