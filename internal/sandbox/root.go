package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// rootKey is the access key of the account root, with the secret in the clear.
type rootKey struct {
	id      string
	secret  seal.Secret
	created time.Time
}

// rootDoc is what the store keeps of the root. Its row is also the lock behind
// the quotas of the whole account, and counts what they count: counting rows
// would make the making of users slower with every user.
type rootDoc struct {
	KeyID   string         `json:"key_id"`
	Sealed  []byte         `json:"sealed"`
	Created time.Time      `json:"created"`
	Shown   bool           `json:"shown,omitempty"` // the key was printed
	Counts  map[string]int `json:"counts"`          // by kind of entity
}

const rootName = "root"

// openRoot reads the root, or makes one. A key that was given stands in for the
// kept one and is not kept itself.
func (s *Sandbox) openRoot(ctx context.Context, given rootKey) (rootKey, error) {
	doc, err := s.readRoot(ctx)
	if errors.Is(err, store.ErrNotFound) {
		doc, err = s.makeRoot(ctx)
	}
	if err != nil {
		return rootKey{}, fmt.Errorf("open the account root: %w", err)
	}
	if given.id != "" {
		given.created = doc.Created
		return given, nil
	}
	secret, err := s.ring.Open(doc.Sealed, nil, keyPlace(doc.KeyID))
	if err != nil {
		return rootKey{}, fmt.Errorf("open the root key: was it sealed with another server key? %w", err)
	}
	return rootKey{id: doc.KeyID, secret: seal.NewSecret(string(secret)), created: doc.Created}, nil
}

func (s *Sandbox) readRoot(ctx context.Context) (rootDoc, error) {
	var doc rootDoc
	e, err := s.in.Get(ctx, kindRoot, rootName)
	if err != nil {
		return doc, err
	}
	return doc, json.Unmarshal([]byte(e.Doc), &doc)
}

func (s *Sandbox) makeRoot(ctx context.Context) (rootDoc, error) {
	id, secret := newKeyID(), newSecret()
	sealed, err := s.ring.Seal([]byte(secret.Reveal()), nil, keyPlace(id))
	if err != nil {
		return rootDoc{}, err
	}
	err = addDoc(ctx, s.in, kindRoot, rootName, rootDoc{KeyID: id, Sealed: sealed, Created: s.now()})
	if err != nil && !errors.Is(err, store.ErrTaken) {
		return rootDoc{}, err
	}
	return s.readRoot(ctx) // another process may have been faster
}

// ShowRoot returns the root key at the first call in the life of the account, and
// false ever after, whichever process asks. A key that was given is not shown:
// who gave it has it.
func (s *Sandbox) ShowRoot(ctx context.Context) (id string, secret seal.Secret, first bool, err error) {
	err = s.in.Tx(ctx, func(in *store.Entities) error {
		row, err := in.Hold(ctx, kindRoot, rootName)
		if err != nil {
			return err
		}
		doc, err := decode[rootDoc](row)
		if err != nil || doc.Shown || doc.KeyID != s.root.id {
			return err
		}
		first, doc.Shown = true, true
		return updateDoc(ctx, in, row, doc)
	})
	if err != nil || !first {
		return "", seal.Secret{}, false, err
	}
	return s.root.id, s.root.secret, true, nil
}

// countOne adds change to the count of a kind and returns it. It holds the root,
// and so comes before whatever else the transaction holds.
func (c *call) countOne(ctx context.Context, kind string, change int) (int, error) {
	row, err := c.in.Hold(ctx, kindRoot, rootName)
	if err != nil {
		return 0, err
	}
	doc, err := decode[rootDoc](row)
	if err != nil {
		return 0, err
	}
	if doc.Counts == nil {
		doc.Counts = map[string]int{}
	}
	doc.Counts[kind] += change
	return doc.Counts[kind], updateDoc(ctx, c.in, row, doc)
}

// addCounted adds an entity under a quota of the account.
func (c *call) addCounted(ctx context.Context, kind, name string, doc any) error {
	n, err := c.countOne(ctx, kind, 1)
	if err != nil {
		return err
	}
	if err := addDoc(ctx, c.in, kind, name, doc); err != nil {
		return err
	}
	if quota := accountQuotas[kind]; n > quota.most {
		return quotaExceeded(quota.name, quota.most)
	}
	return nil
}

func (s *Sandbox) rootARN() string { return "arn:aws:iam::" + s.account + ":root" }
