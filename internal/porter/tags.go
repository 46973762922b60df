package porter

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// TagsEdit is all tags that a user is to have, as the rows of a form: those
// without key and value are none. Base is TagsBase of what was edited.
type TagsEdit struct {
	Tags []iam.Tag `json:"tags"`
	Base string    `json:"base"`
}

// TagChange is one tag before and after.
type TagChange struct {
	Key           string
	Before, After *iam.Tag // nil: it is not there
}

// TagsBase names the state of a user's tags, so that an edit of them can tell
// whether somebody else was faster.
func TagsBase(list []iam.Tag) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b iam.Tag) int { return strings.Compare(a.Key, b.Key) })
	var b strings.Builder
	for _, t := range list {
		b.WriteString(t.Key + "\x00" + t.Value + "\x00")
	}
	return seal.Hash(b.String())
}

// tagChanges compares tags by their keys, which AWS takes in any case.
func tagChanges(now, then []iam.Tag) []TagChange {
	var list []TagChange
	same := func(t iam.Tag) func(iam.Tag) bool { return func(o iam.Tag) bool { return o.Fold() == t.Fold() } }
	for i := range now {
		switch j := slices.IndexFunc(then, same(now[i])); {
		case j < 0:
			list = append(list, TagChange{Key: now[i].Key, Before: &now[i]})
		case now[i] != then[j]:
			list = append(list, TagChange{Key: then[j].Key, Before: &now[i], After: &then[j]})
		}
	}
	for j := range then {
		if !slices.ContainsFunc(now, same(then[j])) {
			list = append(list, TagChange{Key: then[j].Key, After: &then[j]})
		}
	}
	return list
}

// PlanUserTags returns what changes of the tags of a user, and the steps in which
// it does: tags go before others come, so that the quota has room. Or it returns
// the faults of the rows, each with its field.
func (p *Porter) PlanUserTags(ctx context.Context, n iam.UserName, e TagsEdit) ([]TagChange, []Step, error) {
	u, err := p.account.User(ctx, n)
	if err != nil {
		return nil, nil, err
	}
	if err := fault.Join(iam.CheckTags(e.Tags, u.Tags)...); err != nil {
		return nil, nil, err
	}
	if e.Base != TagsBase(u.Tags) {
		return nil, nil, fault.New(fault.Conflict, fault.CodeTagsChanged)
	}
	changes := tagChanges(u.Tags, slices.DeleteFunc(slices.Clone(e.Tags), func(t iam.Tag) bool { return t == iam.Tag{} }))
	if len(changes) == 0 {
		return nil, nil, fault.New(fault.Invalid, fault.CodeUnchanged)
	}
	var gone, set, before []iam.Tag
	for _, c := range changes {
		if c.Before != nil && (c.After == nil || c.After.Key != c.Before.Key) { // another spelling is another tag
			gone = append(gone, *c.Before)
		} else if c.Before != nil {
			before = append(before, *c.Before)
		}
		if c.After != nil {
			set = append(set, *c.After)
		}
	}
	var steps []Step
	if len(gone) > 0 {
		steps = append(steps, tagStep("UntagUser", desk.UserUntag, n, gone, nil))
	}
	if len(set) > 0 {
		steps = append(steps, tagStep("TagUser", desk.UserTags, n, set, before))
	}
	return changes, steps, nil
}

// tagStep is a step about several tags. Before is what those had that it sets.
func tagStep(call string, verb desk.Verb, n iam.UserName, tags, before []iam.Tag) Step {
	names := make([]string, len(tags))
	for i, t := range tags {
		if names[i] = t.Key; call == "TagUser" {
			names[i] += "=" + t.Value
		}
	}
	s := step(call, verb, string(n), strings.Join(names, ", "))
	s.Tags, s.Before = tags, before
	return s
}

// SetUserTags gives a user the tags of a form, as a plan of at most two steps.
func (p *Porter) SetUserTags(ctx context.Context, by desk.Actor, form string, n iam.UserName, e TagsEdit) (Done, error) {
	var steps []Step
	a := act{
		verb: desk.UserTags, target: string(n), form: form, content: e,
		check: func() (err error) {
			if _, steps, err = p.PlanUserTags(ctx, n, e); err != nil {
				return err
			}
			return p.permit(ctx, by, act{verb: desk.UserTags, target: string(n), on: p.Snapshot().onSteps(steps)})
		},
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		return p.makeNamed(ctx, w, steps)
	})
}

// setTags does a step that sets tags: several, or the one that its words name.
func (p *Porter) setTags(ctx context.Context, s Step) error {
	if len(s.Tags) == 0 {
		return p.tagUser(ctx, s.user(), iam.Tag{Key: s.Args[1], Value: s.Args[2]})
	}
	return p.tagUser(ctx, s.user(), s.Tags...)
}

// unsetTags takes such a step back: what had another value gets it again.
func (p *Porter) unsetTags(ctx context.Context, s Step) error {
	had := func(t iam.Tag) bool {
		return slices.ContainsFunc(s.Before, func(o iam.Tag) bool { return o.Fold() == t.Fold() })
	}
	if added := without(s.Tags, had); len(added) > 0 {
		if err := p.untagUser(ctx, s.user(), added); err != nil {
			return err
		}
	}
	if len(s.Before) == 0 {
		return nil
	}
	return p.tagUser(ctx, s.user(), s.Before...)
}

// tagUser sets tags of a user.
func (p *Porter) tagUser(ctx context.Context, n iam.UserName, tags ...iam.Tag) error {
	if err := p.account.TagUser(ctx, n, tags); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) { u.Tags = append(withoutTags(u.Tags, tags), tags...) })
	})
	return nil
}

// untagUser removes tags of a user.
func (p *Porter) untagUser(ctx context.Context, n iam.UserName, tags []iam.Tag) error {
	keys := make([]string, len(tags))
	for i, t := range tags {
		keys[i] = t.Key
	}
	if err := p.account.UntagUser(ctx, n, keys...); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) {
		s.user(n, func(u *iam.User) { u.Tags = withoutTags(u.Tags, tags) })
	})
	return nil
}

func withoutTags(list, gone []iam.Tag) []iam.Tag {
	return without(list, func(t iam.Tag) bool {
		return slices.ContainsFunc(gone, func(o iam.Tag) bool { return o.Fold() == t.Fold() })
	})
}
