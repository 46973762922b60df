//go:build parts

package web_test

import (
	"net/http"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// TestPartsAreDrawnInBothLanguages opens the gallery of a development build.
func TestPartsAreDrawnInBothLanguages(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Viewer)
	w.Get(templates.PartsURL()).Want(http.StatusOK).Has("KeyMark, Secret, Snippet, Facts", "Only a part of the account was read")
	form := w.Get(templates.MeURL()).Want(http.StatusOK).Form(templates.MeURL())
	form.Set("language", "ko").Submit(http.StatusOK)
	w.Get(templates.PartsURL()).Want(http.StatusOK).Has("계정의 일부만 읽었습니다")
}
