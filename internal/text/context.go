package text

import "context"

type contextKey struct{}

// With puts the reader's language into a request's context.
func With(ctx context.Context, t *Text) context.Context {
	return context.WithValue(ctx, contextKey{}, t)
}

// From returns the reader's language; English where none was chosen.
func From(ctx context.Context) *Text {
	if t, ok := ctx.Value(contextKey{}).(*Text); ok {
		return t
	}
	return &English
}
