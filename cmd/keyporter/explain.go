package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// explained is a decision as JSON.
type explained struct {
	ID       json.RawMessage  `json:"id,omitempty"`
	Action   string           `json:"action"`
	Resource string           `json:"resource"`
	Decision policy.Outcome   `json:"decision"`
	Cause    policy.Cause     `json:"cause"`
	Reasons  []jsonReason     `json:"reasons"`
	Near     []jsonNear       `json:"near"`
	Missing  []policy.Missing `json:"missing"`
	Absent   []string         `json:"absent"`
}

// jsonReason is a statement that applies. Statement counts from 1.
type jsonReason struct {
	Layer     policy.Layer  `json:"layer"`
	Level     string        `json:"level,omitempty"`
	Policy    string        `json:"policy,omitempty"`
	Source    policy.Kind   `json:"source,omitempty"`
	Effect    policy.Effect `json:"effect"`
	Sid       string        `json:"sid,omitempty"`
	Statement int           `json:"statement"`
	Line      int           `json:"line"`
	Column    int           `json:"column"`
}

// jsonNear is a statement that covers the action and does not apply.
type jsonNear struct {
	jsonReason
	OtherResource  bool        `json:"otherResource,omitempty"`
	OtherPrincipal bool        `json:"otherPrincipal,omitempty"`
	Unmet          []jsonUnmet `json:"unmet,omitempty"`
}

type jsonUnmet struct {
	Operator string   `json:"operator"`
	Key      string   `json:"key"`
	Values   []string `json:"values"`
	Have     []string `json:"have"`
}

func newReason(r policy.Reason) jsonReason {
	return jsonReason{
		Layer: r.Layer, Level: r.Level, Policy: r.Source, Source: r.Kind, Effect: r.Effect,
		Sid: r.Sid, Statement: r.Index + 1, Line: r.Position.Line, Column: r.Position.Column,
	}
}

func newReasons(list []policy.Reason) []jsonReason {
	out := make([]jsonReason, len(list))
	for i := range list {
		out[i] = newReason(list[i])
	}
	return out
}

func newExplained(c *policy.Case, d *policy.Decision) explained {
	e := explained{
		ID: json.RawMessage(c.ID), Action: c.Request.Action, Resource: c.Request.Resource,
		Decision: d.Outcome, Cause: d.Cause, Reasons: newReasons(d.Reasons), Near: []jsonNear{},
		Missing: d.Missing, Absent: d.Absent,
	}
	for _, n := range d.Near {
		near := jsonNear{jsonReason: newReason(n.Reason), OtherResource: n.OtherResource, OtherPrincipal: n.OtherPrincipal}
		for _, u := range n.Unmet {
			near.Unmet = append(near.Unmet, jsonUnmet{Operator: u.Operator, Key: u.Key, Values: values(u.Values), Have: u.Have})
		}
		e.Near = append(e.Near, near)
	}
	return e
}

func values(list []policy.Text) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].Value
	}
	return out
}

// explain draws a decision for people, one thought a line.
func explain(t *text.Text, c *policy.Case, d *policy.Decision) []byte {
	var b bytes.Buffer
	w := &t.Decisions
	fmt.Fprintf(&b, "%s: %s %s\n%s\n", w.Outcomes[d.Outcome], c.Request.Action, c.Request.Resource, w.Causes[d.Cause])
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s:\n  %s\n", title, strings.Join(lines, "\n  "))
		}
	}
	var reasons, near, missing []string
	for i, r := range d.Reasons {
		mark := "  "
		if i == d.Decisive {
			mark = "→ "
		}
		reasons = append(reasons, mark+drawReason(w, r))
	}
	for _, n := range d.Near {
		near = append(near, drawReason(w, n.Reason)+": "+drawNear(w, n))
	}
	for _, m := range d.Missing {
		missing = append(missing, drawLayer(w, m.Layer, m.Level))
	}
	section(w.Reasons, reasons)
	section(w.Near, near)
	section(w.Missing, missing)
	section(w.Absent, d.Absent)
	return b.Bytes()
}

// refusal says in words why a document or a case is refused, and where.
func refusal(t *text.Text, err error) string {
	var wrong *policy.Error
	if !errors.As(err, &wrong) {
		return err.Error()
	}
	out := fmt.Sprintf(t.Decisions.Place, strconv.Itoa(wrong.Position.Line), strconv.Itoa(wrong.Position.Column)) + ": " + t.PolicyError(wrong)
	var inCase *policy.CaseError
	if errors.As(err, &inCase) && inCase.Field != "" {
		out = inCase.Field + ", " + out
	}
	return out
}

func drawLayer(w *text.Decisions, layer policy.Layer, level string) string {
	if level == "" {
		return w.Layers[layer]
	}
	return w.Layers[layer] + ", " + fmt.Sprintf(w.Level, level)
}

func drawReason(w *text.Decisions, r policy.Reason) string {
	parts := []string{drawLayer(w, r.Layer, r.Level)}
	if r.Source != "" && r.Source != r.Level {
		parts = append(parts, r.Source)
	}
	if r.Group != "" {
		parts = append(parts, fmt.Sprintf(w.Group, r.Group))
	}
	parts = append(parts, fmt.Sprintf(w.Statement, strconv.Itoa(r.Index+1)))
	if r.Sid != "" {
		parts = append(parts, fmt.Sprintf(w.Sid, r.Sid))
	}
	parts = append(parts, fmt.Sprintf(w.Line, strconv.Itoa(r.Position.Line)))
	return w.Effects[r.Effect] + ": " + strings.Join(parts, ", ")
}

func drawNear(w *text.Decisions, n policy.Near) string {
	var why []string
	if n.OtherResource {
		why = append(why, w.OtherResource)
	}
	if n.OtherPrincipal {
		why = append(why, w.OtherPrincipal)
	}
	for _, u := range n.Unmet {
		have := w.HaveNone
		if len(u.Have) > 0 {
			have = fmt.Sprintf(w.Have, strings.Join(u.Have, " | "))
		}
		why = append(why, fmt.Sprintf(w.Unmet, u.Operator, u.Key, strings.Join(values(u.Values), " | "))+", "+have)
	}
	return strings.Join(why, "; ")
}
