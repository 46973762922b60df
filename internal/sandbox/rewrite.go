package sandbox

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// branch is one element of an answer: text, or children.
type branch struct {
	name     string
	space    string // of the root
	text     string
	children []*branch
}

// rewrite takes an answer apart, hands each element to edit, the inner before
// the outer, and puts it together again. What is no XML stays as it is.
func rewrite(page *bytes.Buffer, edit func(*branch)) {
	root, err := parseAnswer(bytes.NewReader(page.Bytes()))
	if err != nil || root == nil {
		return
	}
	root.each(edit)
	page.Reset()
	root.write(page)
}

func parseAnswer(r io.Reader) (*branch, error) {
	top := &branch{}
	open := []*branch{top}
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			b := &branch{name: t.Name.Local}
			if len(open) == 1 {
				b.space = t.Name.Space
			}
			last.children = append(last.children, b)
			open = append(open, b)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(t)
		}
	}
	if len(top.children) == 0 {
		return nil, nil
	}
	return top.children[0], nil
}

func (b *branch) each(edit func(*branch)) {
	for _, child := range b.children {
		child.each(edit)
	}
	edit(b)
}

func (b *branch) write(w *bytes.Buffer) {
	w.WriteString("<" + b.name)
	if b.space != "" {
		w.WriteString(` xmlns="` + b.space + `"`)
	}
	w.WriteString(">")
	if len(b.children) == 0 {
		_ = xml.EscapeText(w, []byte(strings.ToValidUTF8(b.text, "?"))) // a buffer takes all
	}
	for _, child := range b.children {
		child.write(w)
	}
	w.WriteString("</" + b.name + ">")
}

// drop removes the children of the names.
func (b *branch) drop(names map[string]bool) {
	kept := b.children[:0]
	for _, child := range b.children {
		if !names[child.name] {
			kept = append(kept, child)
		}
	}
	b.children = kept
}
