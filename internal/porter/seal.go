package porter

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const codeSize = 32 // bytes of a claim code

// sealed is what lies in a ticket's boxes, once encrypted.
type sealed struct {
	Kind      desk.TicketKind `json:"kind"`
	User      string          `json:"user"`
	KeyID     string          `json:"key_id,omitempty"`
	Secret    string          `json:"secret,omitempty"`
	Password  string          `json:"password,omitempty"`
	SignInURL string          `json:"sign_in_url,omitempty"`
}

// login is what a password ticket hands over.
func (p *Porter) login(n iam.UserName, password seal.Secret) desk.Credentials {
	return desk.Credentials{Kind: desk.PasswordTicket, User: string(n), Password: password, SignInURL: p.Snapshot().SignInURL()}
}

// handOver has the act open a ticket in the transaction that ends it: the secret
// twice, each sealed with the server key and a claim code, and the code wrapped
// for the session of the actor, or sealed for the act's bundle. In the clear the
// code is nowhere.
func (p *Porter) handOver(w *work, c desk.Credentials) error {
	now := p.now()
	t := desk.Ticket{
		ID: desk.NewID(now), OpID: w.op.ID, OperatorID: w.by.Operator.ID, Kind: c.Kind, User: c.User,
		KeyID: c.KeyID, SignInURL: c.SignInURL, Created: now, Expires: now.Add(desk.TicketLife),
	}
	w.result.Ticket = t.ID
	if to := w.act.bundle; to != nil {
		add, err := p.handTo(to, t, c)
		w.finish = add
		return err
	}
	code := newCode()
	boxes, err := p.box(t.ID, c, code)
	if err != nil {
		return err
	}
	wrapped, err := p.seal.Seal(code, []byte(w.by.Token.Reveal()), codePlace(w.by.Session, t.ID))
	if err != nil {
		return fmt.Errorf("wrap the claim code: %w", err)
	}
	w.finish = func(ctx context.Context, tx *store.DB) error {
		if err := tx.AddTicket(ctx, t, codeHash(code), boxes); err != nil {
			return err
		}
		return tx.AddCode(ctx, w.by.Session, store.WrappedCode{Ticket: t.ID, Wrapped: wrapped})
	}
	return nil
}

// newCode returns a claim code, of which the store has the codeHash.
func newCode() []byte {
	code := make([]byte, codeSize)
	rand.Read(code)
	return code
}

func codeHash(code []byte) string { return seal.Hash(hex.EncodeToString(code)) }

// box seals the credentials for each of a ticket's slots.
func (p *Porter) box(ticket string, c desk.Credentials, code []byte) (map[desk.Slot][]byte, error) {
	plain, err := json.Marshal(sealed{
		Kind: c.Kind, User: c.User, KeyID: c.KeyID,
		Secret: c.Secret.Reveal(), Password: c.Password.Reveal(), SignInURL: c.SignInURL,
	})
	if err != nil {
		return nil, errors.New("encode the credentials") // the cause may quote them
	}
	boxes := map[desk.Slot][]byte{}
	for _, slot := range []desk.Slot{desk.SlotShow, desk.SlotTake} {
		if boxes[slot], err = p.seal.Seal(plain, code, boxPlace(ticket, slot)); err != nil {
			return nil, fmt.Errorf("seal the credentials: %w", err)
		}
	}
	return boxes, nil
}

// unbox opens a box that was taken.
func (p *Porter) unbox(ticket string, slot desk.Slot, box, code []byte) (desk.Credentials, error) {
	plain, err := p.seal.Open(box, code, boxPlace(ticket, slot))
	if err != nil {
		return desk.Credentials{}, fmt.Errorf("open ticket %s: %w", ticket, err)
	}
	var s sealed
	if err := json.Unmarshal(plain, &s); err != nil {
		return desk.Credentials{}, fmt.Errorf("decode ticket %s", ticket) // the cause may quote it
	}
	return desk.Credentials{
		Kind: s.Kind, User: s.User, KeyID: s.KeyID,
		Secret: seal.NewSecret(s.Secret), Password: seal.NewSecret(s.Password), SignInURL: s.SignInURL,
	}, nil
}

// code unwraps the claim code of a ticket. Only the session that asked for the
// ticket has it; with that session it is lost.
func (p *Porter) code(ctx context.Context, by desk.Actor, ticket string) ([]byte, error) {
	wrapped, err := p.store.Code(ctx, by.Session, ticket)
	if errors.Is(err, store.ErrNotFound) {
		return p.bundledCode(ctx, by, ticket)
	}
	if err != nil {
		return nil, fmt.Errorf("read the wrapped code: %w", err)
	}
	code, err := p.seal.Open(wrapped, []byte(by.Token.Reveal()), codePlace(by.Session, ticket))
	if err != nil {
		return nil, fault.New(fault.Gone, fault.CodeTicketLost).Because(err)
	}
	return code, nil
}

// Rewrap moves the claim codes of one session to another of the same operator,
// in the transaction that changes the session's id.
func (p *Porter) Rewrap(ctx context.Context, tx *store.DB, from, to desk.Actor) error {
	codes, err := tx.TakeCodes(ctx, from.Session)
	if err != nil {
		return fmt.Errorf("take the wrapped codes: %w", err)
	}
	for _, c := range codes {
		code, err := p.seal.Open(c.Wrapped, []byte(from.Token.Reveal()), codePlace(from.Session, c.Ticket))
		if err != nil {
			continue // it opened for nobody before either
		}
		if c.Wrapped, err = p.seal.Seal(code, []byte(to.Token.Reveal()), codePlace(to.Session, c.Ticket)); err != nil {
			return fmt.Errorf("wrap the claim code: %w", err)
		}
		if err := tx.AddCode(ctx, to.Session, c); err != nil {
			return fmt.Errorf("store the wrapped code: %w", err)
		}
	}
	return p.rewrapBundles(ctx, tx, from, to)
}

func boxPlace(ticket string, slot desk.Slot) string {
	return "ticket_box/" + ticket + "/" + string(slot)
}

func codePlace(session, ticket string) string { return "ticket_code/" + session + "/" + ticket }

// alphabet of generated passwords: AWS's, without what is easily mistaken for
// something else and without what begins a formula or needs quotes.
const alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%*_"

const passwordLength = 20

// newPassword returns a password that meets AWS's default policy: it begins with
// a letter and has all four kinds of characters.
// Rule: "Set an account password policy for IAM users", IAM user guide.
func newPassword() seal.Secret {
	for {
		text := make([]byte, 0, passwordLength)
		for len(text) < passwordLength {
			var b [1]byte
			rand.Read(b[:])
			if int(b[0]) < 256/len(alphabet)*len(alphabet) {
				text = append(text, alphabet[int(b[0])%len(alphabet)])
			}
		}
		var lower, upper, digit, symbol bool
		for _, c := range text {
			switch {
			case c >= 'a' && c <= 'z':
				lower = true
			case c >= 'A' && c <= 'Z':
				upper = true
			case c >= '0' && c <= '9':
				digit = true
			default:
				symbol = true
			}
		}
		if first := text[0] | 0x20; lower && upper && digit && symbol && first >= 'a' && first <= 'z' {
			return seal.NewSecret(string(text))
		}
	}
}
