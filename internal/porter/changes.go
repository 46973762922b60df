package porter

import (
	"context"
	"slices"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// Each function of this file is one call that changes the account, and what it
// means for the snapshot.

func (p *Porter) createUser(ctx context.Context, s Step) error {
	u, err := p.account.MakeUser(ctx, account.NewUser{Name: s.user(), Path: s.Path, Tags: s.Tags, Boundary: s.ARN})
	if err != nil {
		return err
	}
	now := p.now()
	p.patch(func(s *Snapshot) { s.addUser(u, now) })
	return nil
}

func (p *Porter) deleteUser(ctx context.Context, n iam.UserName) error {
	if err := p.account.DeleteUser(ctx, n); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.dropUser(n) })
	return nil
}

func (p *Porter) createGroup(ctx context.Context, n iam.GroupName) error {
	g, err := p.account.CreateGroup(ctx, n)
	if err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.addGroup(g) })
	return nil
}

func (p *Porter) deleteGroup(ctx context.Context, n iam.GroupName) error {
	if err := p.account.DeleteGroup(ctx, n); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.dropGroup(n) })
	return nil
}

func (p *Porter) join(ctx context.Context, n iam.UserName, g iam.GroupName) error {
	if err := p.account.AddToGroup(ctx, g, n); err != nil {
		return err
	}
	if known, ok := p.Snapshot().Group(g); ok {
		g = known.Name // as AWS spells it
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) {
			if !u.In(g) {
				u.Groups = append(slices.Clip(u.Groups), g)
			}
		})
	})
	return nil
}

func (p *Porter) leave(ctx context.Context, n iam.UserName, g iam.GroupName) error {
	if err := p.account.RemoveFromGroup(ctx, g, n); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) {
			u.Groups = without(u.Groups, func(o iam.GroupName) bool { return o.Fold() == g.Fold() })
		})
	})
	return nil
}

func (p *Porter) attachToUser(ctx context.Context, n iam.UserName, arn iam.ARN) error {
	if err := p.account.AttachUserPolicy(ctx, n, arn); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) { u.Attached = attach(u.Attached, arn) })
	})
	return nil
}

func (p *Porter) detachFromUser(ctx context.Context, n iam.UserName, arn iam.ARN) error {
	if err := p.account.DetachUserPolicy(ctx, n, arn); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) { u.Attached = detach(u.Attached, arn) })
	})
	return nil
}

func (p *Porter) attachToGroup(ctx context.Context, n iam.GroupName, arn iam.ARN) error {
	if err := p.account.AttachGroupPolicy(ctx, n, arn); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.group(n, func(g *iam.Group) { g.Attached = attach(g.Attached, arn) })
	})
	return nil
}

func (p *Porter) detachFromGroup(ctx context.Context, n iam.GroupName, arn iam.ARN) error {
	if err := p.account.DetachGroupPolicy(ctx, n, arn); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.group(n, func(g *iam.Group) { g.Attached = detach(g.Attached, arn) })
	})
	return nil
}

func (p *Porter) dropUserInline(ctx context.Context, n iam.UserName, policy iam.PolicyName) error {
	if err := p.account.DeleteUserPolicy(ctx, n, policy); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) {
			u.Inline = without(u.Inline, func(o iam.InlinePolicy) bool { return o.Name == policy })
		})
	})
	return nil
}

func (p *Porter) dropGroupInline(ctx context.Context, n iam.GroupName, policy iam.PolicyName) error {
	if err := p.account.DeleteGroupPolicy(ctx, n, policy); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.group(n, func(g *iam.Group) {
			g.Inline = without(g.Inline, func(o iam.InlinePolicy) bool { return o.Name == policy })
		})
	})
	return nil
}

// setLogin gives a user a console password, or another one where it has one and
// replace says so.
func (p *Porter) setLogin(ctx context.Context, n iam.UserName, password seal.Secret, reset, replace bool) error {
	_, err := p.account.CreateLoginProfile(ctx, n, password, reset)
	if replace && fault.Is(err, fault.CodeUserHasLogin) {
		return p.changeLogin(ctx, n, password, reset)
	}
	if err == nil {
		p.loginChanged(n)
	}
	return err
}

func (p *Porter) changeLogin(ctx context.Context, n iam.UserName, password seal.Secret, reset bool) error {
	if err := p.account.UpdateLoginProfile(ctx, n, password, reset); err != nil {
		return err
	}
	p.loginChanged(n)
	return nil
}

func (p *Porter) loginChanged(n iam.UserName) {
	now := p.now()
	p.patch(func(s *Snapshot) {
		s.reportRow(n, func(row *iam.ReportRow) {
			row.Password, row.PasswordChanged, row.PasswordRotation = iam.ReportTrue, now, time.Time{}
		})
	})
}

func (p *Porter) dropLogin(ctx context.Context, n iam.UserName) error {
	if err := p.account.DeleteLoginProfile(ctx, n); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.reportRow(n, func(row *iam.ReportRow) {
			row.Password, row.PasswordChanged, row.PasswordRotation = iam.ReportFalse, time.Time{}, time.Time{}
		})
	})
	return nil
}

func (p *Porter) setKey(ctx context.Context, n iam.UserName, id iam.KeyID, status iam.KeyStatus) error {
	if err := p.account.SetKeyStatus(ctx, n, id, status); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		for _, k := range s.keys[n.Fold()].list {
			if k.ID == id {
				k.Status = status
				s.key(k)
			}
		}
	})
	return nil
}

func (p *Porter) deleteKey(ctx context.Context, n iam.UserName, id iam.KeyID) error {
	if err := p.account.DeleteAccessKey(ctx, n, id); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.dropKey(n, id) })
	return nil
}

// endKey deactivates a key and deletes it; one that is gone already is ended.
func (p *Porter) endKey(ctx context.Context, n iam.UserName, id iam.KeyID) error {
	err := p.setKey(ctx, n, id, iam.KeyInactive)
	if err == nil {
		err = p.deleteKey(ctx, n, id)
	}
	if fault.Is(err, fault.CodeKeyNotFound) || fault.Is(err, fault.CodeUserNotFound) {
		p.patch(func(s *Snapshot) { s.dropKey(n, id) })
		return nil
	}
	return err
}

func attach(list []iam.AttachedPolicy, arn iam.ARN) []iam.AttachedPolicy {
	if slices.ContainsFunc(list, func(a iam.AttachedPolicy) bool { return a.ARN == arn }) {
		return list
	}
	return append(slices.Clip(list), iam.AttachedPolicy{Name: iam.PolicyName(arn.Name()), ARN: arn})
}

func detach(list []iam.AttachedPolicy, arn iam.ARN) []iam.AttachedPolicy {
	return without(list, func(a iam.AttachedPolicy) bool { return a.ARN == arn })
}
