package templates_test

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/templates"
)

// frameSamples are the pages of help, and the flash of an act that can be taken back.
func frameSamples(p templates.Page) []sample {
	undone := titled(p, p.T.Help.Title, "")
	entry := desk.Entry{Verb: desk.UserDetach, Target: longName, Detail: []string{string(ownARN)}}
	undone.Flash = &templates.Flash{Kind: "ok", Text: p.T.Did(string(entry.Verb), entry.Target, entry.Detail), Undo: templates.NewUndo(p, entry)}
	var list []sample
	for _, part := range []string{"", "words", "keys"} {
		list = append(list, sample{fmt.Sprintf("help%s", part), templates.NewHelp(p, part).View()})
	}
	return append(list, sample{"flash-undo", templates.NewHelp(undone, "").View()})
}
