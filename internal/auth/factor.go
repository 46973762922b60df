package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/otp"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	seedSize  = 20               // bytes: RFC 4226, 4, R6 recommends 160 bits
	draftLife = 15 * time.Minute // of a seed that is shown
	issuer    = "Keyporter"      // as authenticator apps show it
)

func totpPlace(operatorID string) string  { return "totp/" + operatorID + "/seed" }
func draftPlace(operatorID string) string { return "totp_draft/" + operatorID + "/seed" }

// Factors tells which second factors the actor has.
func (a *Auth) Factors(ctx context.Context, by desk.Actor) (desk.Factors, error) {
	f, err := a.store.Factors(ctx, by.Operator.ID)
	if err != nil {
		return f, fmt.Errorf("read the second factors: %w", err)
	}
	return f, nil
}

// StartTOTP makes the seed of an authenticator app, in the place of one that was
// shown before. It counts from ConfirmTOTP on.
func (a *Auth) StartTOTP(ctx context.Context, by desk.Actor) (err error) {
	defer fault.Doing(&err, "make a seed for %s", by.Operator.Name)
	sealed, err := a.seal.Seal([]byte(otp.NewSeed(seedSize)), nil, draftPlace(by.Operator.ID))
	if err != nil {
		return err
	}
	return a.store.SetTOTPDraft(ctx, by.Operator.ID, sealed, a.clock())
}

// TOTPSeed is the seed of an authenticator app that is shown to its owner.
type TOTPSeed struct {
	Seed    seal.Secret // in base32
	Address seal.Secret // what apps read from a QR code
}

// TOTPDraft returns the seed that StartTOTP has made, for 15 minutes; then, and
// where there is none, fault Gone, CodeFactorDraft.
func (a *Auth) TOTPDraft(ctx context.Context, by desk.Actor) (TOTPSeed, error) {
	seed, err := a.draft(ctx, by)
	if err != nil {
		return TOTPSeed{}, err
	}
	return TOTPSeed{Seed: seal.NewSecret(seed), Address: seal.NewSecret(otp.Address(issuer, by.Operator.Name, seed))}, nil
}

func (a *Auth) draft(ctx context.Context, by desk.Actor) (string, error) {
	sealed, err := a.store.TOTPDraft(ctx, by.Operator.ID, a.clock().Add(-draftLife))
	if errors.Is(err, store.ErrNotFound) {
		return "", fault.New(fault.Gone, fault.CodeFactorDraft)
	}
	if err != nil {
		return "", fmt.Errorf("read the seed that is shown: %w", err)
	}
	seed, err := a.seal.Open(sealed, nil, draftPlace(by.Operator.ID))
	if err != nil {
		return "", fmt.Errorf("open the seed that is shown: %w", err)
	}
	return string(seed), nil
}

// ConfirmTOTP takes the app into use whose seed is shown and whose code was typed,
// in the place of the one before. The session gets a new id, the operator's others
// end. It returns new recovery codes where the operator had none. A wrong code is a
// fault of the field "code".
func (a *Auth) ConfirmTOTP(w http.ResponseWriter, r *http.Request, by desk.Actor, code seal.Secret) (codes []string, err error) {
	defer fault.Doing(&err, "confirm the authenticator app of %s", by.Operator.Name)
	if code.Empty() {
		return nil, fault.Field("code", fault.CodeRequired)
	}
	ctx, id := r.Context(), by.Operator.ID
	counted, err := a.guesses.countFactor(ctx, id, client(r))
	if err != nil {
		return nil, err
	}
	seed, err := a.draft(ctx, by)
	if err != nil {
		return nil, errors.Join(err, counted.unseen(ctx))
	}
	step, right, err := otp.Device{Seed: seed}.One(digits(code), a.clock(), around)
	if err != nil {
		return nil, err
	}
	e := a.factorEntry(r, by, desk.FactorAdd, byTOTP)
	if !right {
		return nil, a.wrong(ctx, e, fault.Field("code", fault.CodeFactorWrong))
	}
	sealed, err := a.seal.Seal([]byte(seed), nil, totpPlace(id))
	if err != nil {
		return nil, err
	}
	err = a.enterBy(w, r, e, counted, func(ctx context.Context, tx *store.DB) error {
		if ok, err := tx.TakeTOTPDraft(ctx, id); err != nil || !ok {
			return errors.Join(err, store.ErrNotFound)
		}
		if err := tx.SetTOTP(ctx, id, store.TOTP{Seed: sealed, Last: step}, a.clock()); err != nil {
			return err
		}
		codes, err = a.factorAdded(ctx, tx, w, r, by)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, fault.New(fault.Gone, fault.CodeFactorDraft)
	}
	return codes, err
}

// factorAdded ends the operator's other sessions and makes recovery codes where
// there are none.
func (a *Auth) factorAdded(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, by desk.Actor) ([]string, error) {
	if err := a.endOthers(ctx, tx, w, r, a.clock()); err != nil {
		return nil, err
	}
	f, err := tx.Factors(ctx, by.Operator.ID)
	if err != nil || f.Recovery > 0 {
		return nil, err
	}
	return newRecovery(ctx, tx, by)
}

func newRecovery(ctx context.Context, tx *store.DB, by desk.Actor) ([]string, error) {
	codes := desk.NewRecoveryCodes()
	hashes := make([]string, len(codes))
	for i, code := range codes {
		hashes[i] = recoveryHash(by.Operator.ID, code)
	}
	return codes, tx.SetRecovery(ctx, by.Operator.ID, hashes)
}

// endOthers gives the session a new id, because a factor or the password has changed,
// and ends the operator's others.
func (a *Auth) endOthers(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, proved time.Time) error {
	now, err := a.renew(ctx, tx, w, r, proved)
	if err != nil {
		return err
	}
	if err := tx.DropSessions(ctx, now.Operator.ID, now.Session); err != nil {
		return fmt.Errorf("end the other sessions: %w", err)
	}
	return nil
}

// RemoveTOTP takes the authenticator app away. Recovery codes go with the last
// factor; the operator's other sessions end.
func (a *Auth) RemoveTOTP(w http.ResponseWriter, r *http.Request, by desk.Actor) (err error) {
	defer fault.Doing(&err, "remove the authenticator app of %s", by.Operator.Name)
	return a.removeFactor(w, r, by, a.factorEntry(r, by, desk.FactorRemove, byTOTP), func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.DropTOTP(ctx, by.Operator.ID)
	})
}

// removeFactor notes e and drops a factor; fault NotFound, CodeFactorNone, when it
// is not there.
func (a *Auth) removeFactor(w http.ResponseWriter, r *http.Request, by desk.Actor, e desk.Entry, drop func(ctx context.Context, tx *store.DB) (bool, error)) error {
	e.Phase = desk.Noted
	return a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		switch ok, err := drop(ctx, tx); {
		case err != nil:
			return err
		case !ok:
			return fault.New(fault.NotFound, fault.CodeFactorNone)
		}
		has, err := tx.HasFactor(ctx, by.Operator.ID)
		if err != nil {
			return err
		}
		if !has {
			if err := tx.DropFactors(ctx, by.Operator.ID); err != nil {
				return err
			}
		}
		if err := tx.AddNotice(ctx, a.factorGone(by.Operator, e.Detail[0])); err != nil {
			return err
		}
		return a.endOthers(ctx, tx, w, r, a.clock())
	})
}

// byReset is how a link to a new password takes second factors away.
const byReset = "reset"

// factorGone tells whoever reads reminders that an operator has lost a second factor:
// operators have no address of their own.
func (a *Auth) factorGone(o desk.Operator, how string) desk.Notice {
	n := desk.NewNotice(a.clock(), desk.NoticeFactorGone, "", "")
	n.Due, n.Args, n.Dedupe = n.Created, []string{how, o.Name}, string(n.Kind)+":"+n.ID
	return n
}

// NewRecovery makes new recovery codes, in the place of all others; fault NotFound,
// CodeFactorNone, where there is no second factor that they could stand in for.
func (a *Auth) NewRecovery(r *http.Request, by desk.Actor) (codes []string, err error) {
	defer fault.Doing(&err, "make recovery codes for %s", by.Operator.Name)
	e := a.factorEntry(r, by, desk.RecoveryNew)
	e.Phase = desk.Noted
	err = a.store.Tx(r.Context(), func(tx *store.DB) error {
		ctx := r.Context()
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		has, err := tx.HasFactor(ctx, by.Operator.ID)
		if err != nil {
			return err
		}
		if !has {
			return fault.New(fault.NotFound, fault.CodeFactorNone)
		}
		codes, err = newRecovery(ctx, tx, by)
		return err
	})
	return codes, err
}

// RecoveryFile returns the codes that were shown as a text file. Only codes of the
// actor that are not used come back; fault Gone, CodeFactorNone, where none is.
func (a *Auth) RecoveryFile(ctx context.Context, by desk.Actor, shown []string) (desk.File, error) {
	var b strings.Builder
	for _, typed := range shown[:min(len(shown), desk.RecoveryCodes)] {
		code, ok := desk.RecoveryCode(typed)
		if !ok {
			continue
		}
		has, err := a.store.HasRecovery(ctx, by.Operator.ID, recoveryHash(by.Operator.ID, code))
		if err != nil {
			return desk.File{}, fmt.Errorf("look for a recovery code: %w", err)
		}
		if has {
			b.WriteString(code + "\r\n")
		}
	}
	if b.Len() == 0 {
		return desk.File{}, fault.New(fault.Gone, fault.CodeFactorNone)
	}
	return desk.File{Name: "keyporter-recovery-codes.txt", Type: "text/plain; charset=utf-8", Body: []byte(b.String())}, nil
}

func (a *Auth) factorEntry(r *http.Request, by desk.Actor, verb desk.Verb, detail ...string) desk.Entry {
	return desk.Entry{
		ActorID: by.Operator.ID, Actor: by.Operator.Name, Verb: verb, Target: by.Operator.Name, Detail: detail,
		RequestID: by.RequestID, Client: client(r),
	}
}

// digits is a code as it was typed, without the space that apps show in it.
func digits(code seal.Secret) string {
	return strings.ReplaceAll(strings.TrimSpace(code.Reveal()), " ", "")
}
