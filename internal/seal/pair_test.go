package seal_test

import (
	"bytes"
	"fmt"
	"testing"

	"keyporter/internal/seal"
)

func TestOnlyTheOwnerOfAPublicKeyOpensWhatIsSealedForIt(t *testing.T) {
	t.Parallel()
	ours, err := seal.NewPair()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := seal.NewPair()
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := seal.SealTo(ours.Public, []byte("the code"), "here")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := seal.SealTo(ours.Public, []byte("the code"), "here"); err != nil || bytes.Equal(again, sealed) {
		t.Errorf("SealTo twice gives the same bytes (%v)", err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for name, c := range map[string]struct {
		pair   seal.Pair
		sealed []byte
		place  string
		opens  bool
	}{
		"the owner opens it":              {ours, sealed, "here", true},
		"another does not":                {theirs, sealed, "here", false},
		"nor does the owner elsewhere":    {ours, sealed, "there", false},
		"nor where a bit is another":      {ours, changed, "here", false},
		"nor where it is cut":             {ours, sealed[:20], "here", false},
		"nor where nothing was sealed":    {ours, nil, "here", false},
		"nor with a key that is none":     {seal.Pair{Private: seal.NewSecret("short")}, sealed, "here", false},
		"nor with the public half of it ": {seal.Pair{Private: seal.NewSecret(string(ours.Public))}, sealed, "here", false},
	} {
		plain, err := seal.OpenWith(c.pair.Private, c.sealed, c.place)
		if opened := err == nil && string(plain) == "the code"; opened != c.opens || !c.opens && plain != nil {
			t.Errorf("%s: OpenWith = %d bytes, %v", name, len(plain), err)
		}
	}
	if _, err := seal.SealTo([]byte("short"), nil, "here"); err == nil {
		t.Error("SealTo with a key that is none = nil, want an error")
	}
	if s := fmt.Sprintf("%v %+v", ours.Private, ours.Private); bytes.Contains([]byte(s), []byte(ours.Private.Reveal())) {
		t.Error("a private key is printed")
	}
}
