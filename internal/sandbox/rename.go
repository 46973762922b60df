package sandbox

import (
	"context"
	"slices"
)

// renaming is what UpdateUser and UpdateGroup ask for; "" leaves as it is.
type renaming struct{ old, name, path string }

func (n noun) renaming(c *call) renaming {
	r := renaming{old: c.form.name(n.param, 128)}
	if c.form.values.Has("NewPath") {
		r.path = c.form.path("NewPath")
	}
	if param := "New" + n.param; c.form.values.Has(param) {
		r.name = c.form.name(param, n.nameLength)
	}
	return r
}

// update changes name and path. The one and the other name need permission
// (UpdateUser and UpdateGroup, IAM API reference).
func (n noun) update(ctx context.Context, c *call) (any, error) {
	r := n.renaming(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := c.admit(ctx, func(ctx context.Context, c *call) (target, error) { return n.renamed(ctx, c, r) }); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		// Renames wait for one another and for whatever makes or removes a name.
		if _, err := c.in.Hold(ctx, kindRoot, rootName); err != nil {
			return err
		}
		if err := c.countOne(ctx, n.kind, 0); err != nil {
			return err
		}
		owner, err := n.hold(ctx, c, r.old)
		if err != nil {
			return err
		}
		if r.path != "" {
			owner.Path = r.path
		}
		if r.name != "" {
			owner.Name = r.name
		}
		if err := updateDoc(ctx, c.in, owner.row, owner.principalDoc); err != nil {
			return err
		}
		return n.move(ctx, c, owner)
	})
}

// renamed is the resource that a rename leads to.
func (n noun) renamed(ctx context.Context, c *call, r renaming) (target, error) {
	doc, err := n.get(ctx, c, r.old)
	if err != nil {
		return target{}, err
	}
	to := n.targetOf(c, doc)
	if r.path != "" {
		doc.Path = r.path
	}
	if r.name != "" {
		doc.Name = r.name
	}
	to.arn = n.targetOf(c, doc).arn
	return to, nil
}

// move brings the row of a user or a group, and all that belongs to it, under
// its new name.
func (n noun) move(ctx context.Context, c *call, owner held) error {
	from, to := owner.row.Name, fold(owner.Name)
	if from == to {
		return nil
	}
	if _, err := c.in.Rename(ctx, n.kind, from, to); err != nil {
		return taken(err, n.exists(owner.Name))
	}
	if n.kind == kindGroup {
		if err := c.in.MoveTargets(ctx, linkMember, from, to); err != nil {
			return err
		}
		return c.in.MoveSources(ctx, linkGroupPolicy, from, to)
	}
	if _, err := c.in.Rename(ctx, kindLogin, from, to); err != nil {
		return err
	}
	for _, kind := range slices.Concat([]string{linkMember, linkUserPolicy, linkBoundary}, belongingLinks()) {
		if err := c.in.MoveSources(ctx, kind, from, to); err != nil {
			return err
		}
	}
	return nil
}
