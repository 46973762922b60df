package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/demo"
	"keyporter/internal/store"
)

// ErrOccupied says that the account holds something already, which is not the demo
// account.
var ErrOccupied = errors.New("the embedded account is not empty")

// demoName is the one row that marks the demo account.
const demoName = "demo"

type demoDoc struct {
	Made time.Time `json:"made"`
}

// Demo reports whether the account is the demo account.
func (s *Sandbox) Demo(ctx context.Context) (bool, error) {
	_, err := s.in.Get(ctx, kindDemo, demoName)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// FillDemo puts the demo account into the empty account, all or nothing, and marks
// it. Where it is already it does nothing; ErrOccupied where something else is.
func (s *Sandbox) FillDemo(ctx context.Context) error {
	return s.in.Tx(ctx, func(in *store.Entities) error {
		if _, err := in.Hold(ctx, kindRoot, rootName); err != nil { // of two processes one fills
			return err
		}
		switch _, err := in.Get(ctx, kindDemo, demoName); {
		case err == nil:
			return nil
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		empty, err := in.Empty(ctx, kindRoot)
		switch {
		case err != nil:
			return err
		case !empty:
			return ErrOccupied
		}
		if err := in.Clear(ctx, kindRoot); err != nil { // a report of the empty account
			return err
		}
		if err := (filler{Sandbox: s, in: in}).fill(ctx, demo.New(s.account, s.now())); err != nil {
			return fmt.Errorf("fill the demo account: %w", err)
		}
		return addDoc(ctx, in, kindDemo, demoName, demoDoc{Made: s.now()})
	})
}

// ClearDemo empties the account, where it is the demo account, and keeps its root
// key. It reports whether it was the demo account.
func (s *Sandbox) ClearDemo(ctx context.Context) (was bool, err error) {
	err = s.in.Tx(ctx, func(in *store.Entities) error {
		if _, err := in.Hold(ctx, kindDemo, demoName); err != nil {
			return absent(err, nil)
		}
		was = true
		return in.Clear(ctx, kindRoot)
	})
	return was, err
}

// filler writes an account into the store, past the endpoint: a call for each part
// would take seconds, and none could say that it was made long ago.
type filler struct {
	*Sandbox
	in *store.Entities
}

func (f filler) fill(ctx context.Context, a demo.Account) error {
	if err := addDoc(ctx, f.in, kindAlias, aliasName, aliasDoc{Alias: a.Alias}); err != nil {
		return err
	}
	for i := range a.Policies {
		if err := f.policy(ctx, &a.Policies[i]); err != nil {
			return err
		}
	}
	for i := range a.Roles {
		r := &a.Roles[i]
		doc := principalDoc{Name: r.Name, Created: r.Created, Inline: inlines(r.Inline), Role: &roleFacts{Trust: r.Trust, Description: r.Description, Session: shortestSession}}
		if err := f.principal(ctx, roles, rolePrefix, doc, r.Attached); err != nil {
			return err
		}
	}
	for i := range a.Groups {
		g := &a.Groups[i]
		if err := f.principal(ctx, groups, groupPrefix, principalDoc{Name: g.Name, Created: g.Created, Inline: inlines(g.Inline)}, g.Attached); err != nil {
			return err
		}
	}
	for i := range a.Users {
		if err := f.user(ctx, &a.Users[i]); err != nil {
			return err
		}
	}
	for i := range a.Buckets {
		b := &a.Buckets[i]
		made := store.Bucket{Name: b.Name, Region: b.Region, Created: b.Created, Policy: b.Policy, Block: encodeBlock(allBlocked), Ownership: ownershipEnforced}
		if b.Unblocked {
			made.Block = encodeBlock(block{})
		}
		if err := f.in.Buckets().Add(ctx, made, quotaBuckets); err != nil {
			return err
		}
	}
	return nil
}

// add adds an entity that counts towards a quota of the account.
func (f filler) add(ctx context.Context, kind, name string, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return f.in.AddCounted(ctx, store.Entity{Kind: kind, Name: name, Doc: string(text)}, accountQuotas[kind].most)
}

func (f filler) link(ctx context.Context, kind, source string, targets ...string) error {
	for _, target := range targets {
		if err := f.in.Link(ctx, store.EntityLink{Kind: kind, Source: source, Target: target}); err != nil {
			return err
		}
	}
	return nil
}

func inlines(list []demo.Inline) []inlinePolicy {
	var all []inlinePolicy
	for _, p := range list {
		all = append(all, inlinePolicy(p))
	}
	return all
}

func (f filler) policy(ctx context.Context, p *demo.Policy) error {
	doc := policyDoc{Name: p.Name, Path: "/", ARN: f.arn("policy", "/", p.Name), Description: p.Description, Created: p.Created, Updated: p.Created, Last: len(p.Versions)}
	doc.ID = steadyID(policyPrefix, doc.ARN)
	for i, text := range p.Versions {
		v := policyVersion{ID: "v" + strconv.Itoa(i+1), Document: text, Created: p.Created.AddDate(0, 0, 40*i)}
		doc.Versions = append([]policyVersion{v}, doc.Versions...)
		doc.Default, doc.Updated = v.ID, v.Created
	}
	return f.add(ctx, kindPolicy, fold(doc.Name), doc)
}

// principal adds a user, a group or a role with its policies.
func (f filler) principal(ctx context.Context, n noun, prefix string, doc principalDoc, attached []string) error {
	if doc.Path == "" {
		doc.Path = "/"
	}
	doc.ID = steadyID(prefix, doc.Name)
	if err := f.add(ctx, n.kind, fold(doc.Name), doc); err != nil {
		return err
	}
	return f.link(ctx, n.link, fold(doc.Name), attached...)
}

func (f filler) user(ctx context.Context, u *demo.User) error {
	doc := principalDoc{Name: u.Name, Path: u.Path, Created: u.Created, Inline: inlines(u.Inline)}
	for _, t := range u.Tags {
		doc.Tags = append(doc.Tags, tag{Key: t[0], Value: t[1]})
	}
	if err := f.principal(ctx, users, userPrefix, doc, u.Attached); err != nil {
		return err
	}
	name := fold(u.Name)
	for _, g := range u.Groups {
		if err := f.link(ctx, linkMember, name, fold(g)); err != nil {
			return err
		}
	}
	if u.Boundary != "" {
		if err := f.link(ctx, linkBoundary, name, u.Boundary); err != nil {
			return err
		}
	}
	if u.Console {
		if err := addDoc(ctx, f.in, kindLogin, name, loginDoc{Created: u.Created, Changed: u.Created, Used: u.Used, Hash: noPassword()}); err != nil {
			return err
		}
	}
	if u.MFA {
		if err := f.device(ctx, u); err != nil {
			return err
		}
	}
	for i := range u.Keys {
		if err := f.key(ctx, u, i); err != nil {
			return err
		}
	}
	return nil
}

// device gives a user a second factor whose seed nobody has.
func (f filler) device(ctx context.Context, u *demo.User) error {
	serial := f.arn("mfa", "/", u.Name)
	doc := mfaDoc{Serial: serial, Enabled: u.Created.Add(time.Hour)}
	var err error
	if doc.Sealed, err = f.ring.Seal(randomBytes(mfaSeedSize), nil, mfaPlace(serial)); err != nil {
		return err
	}
	if err := f.add(ctx, kindMFA, fold(serial), doc); err != nil {
		return err
	}
	return f.link(ctx, linkUserMFA, fold(u.Name), fold(serial))
}

// key gives a user a key whose secret is made and thrown away.
func (f filler) key(ctx context.Context, u *demo.User, i int) error {
	k := &u.Keys[i]
	doc := keyDoc{ID: steadyID(keyPrefix, u.Name+"/"+strconv.Itoa(i)), Status: keyActive, Created: k.Created}
	if k.Inactive {
		doc.Status, doc.Changed = keyInactive, k.Created.AddDate(0, 0, 1)
	}
	var err error
	if doc.Sealed, err = f.ring.Seal([]byte(newSecret().Reveal()), nil, keyPlace(doc.ID)); err != nil {
		return err
	}
	if err := addDoc(ctx, f.in, kindKey, doc.ID, doc); err != nil {
		return err
	}
	if !k.Used.IsZero() {
		if err := putDoc(ctx, f.in, kindUse, doc.ID, use{At: k.Used, Service: k.Service, Region: k.Region}); err != nil {
			return err
		}
	}
	return f.link(ctx, linkUserKey, fold(u.Name), doc.ID)
}
