package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
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

// rootDoc is what the store keeps of the root. Its row is also the lock of what
// concerns the whole account.
type rootDoc struct {
	KeyID   string         `json:"key_id"`
	Sealed  []byte         `json:"sealed"`
	Created time.Time      `json:"created"`
	Shown   bool           `json:"shown,omitempty"`  // the key was printed
	Counts  map[string]int `json:"counts,omitempty"` // by kind of entity, in accounts from before these had rows
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
	if len(doc.Counts) > 0 {
		if err := s.moveCounts(ctx); err != nil {
			return rootKey{}, fmt.Errorf("move the counts of the account: %w", err)
		}
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

// moveCounts gives the counts that the root's document held rows of their own.
func (s *Sandbox) moveCounts(ctx context.Context) error {
	return s.in.Tx(ctx, func(in *store.Entities) error {
		row, err := in.Hold(ctx, kindRoot, rootName)
		if err != nil {
			return err
		}
		doc, err := decode[rootDoc](row)
		if err != nil || len(doc.Counts) == 0 {
			return err // another process was faster
		}
		for _, kind := range slices.Sorted(maps.Keys(doc.Counts)) {
			if _, err := in.Recount(ctx, kind, doc.Counts[kind]); err != nil {
				return err
			}
		}
		doc.Counts = nil
		return updateDoc(ctx, in, row, doc)
	})
}

// countOne adds change to the count of a kind. It holds the row of the count, and
// so comes before whatever else but the root the transaction holds.
func (c *call) countOne(ctx context.Context, kind string, change int) error {
	_, err := c.in.Recount(ctx, kind, change)
	return err
}

// addCounted adds an entity under a quota of the account. It holds the row of the
// count, too.
func (c *call) addCounted(ctx context.Context, kind, name string, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	quota := accountQuotas[kind]
	err = c.in.AddCounted(ctx, store.Entity{Kind: kind, Name: name, Doc: string(text)}, quota.most)
	if errors.Is(err, store.ErrFull) {
		return quotaExceeded(quota.name, quota.most)
	}
	return err
}

func (s *Sandbox) rootARN() string { return "arn:aws:iam::" + s.account + ":root" }
