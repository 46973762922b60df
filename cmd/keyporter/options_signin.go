package main

import "keyporter/internal/desk"

// signInOptions say what signing in asks for.
type signInOptions struct {
	SecondFactor string `name:"second-factor" help:"Whether every operator must have a second factor: demanded or offered. Default: offered with the sandbox, demanded otherwise." env:"KEYPORTER_SECOND_FACTOR" placeholder:"WORD"`
}

// check refuses words that are none.
func (o signInOptions) check() error {
	switch o.SecondFactor {
	case "", desk.FactorDemanded, desk.FactorOffered:
		return nil
	}
	return misused("--second-factor %q: want demanded or offered", o.SecondFactor)
}

// demands reports whether every operator must have a second factor. Without a word,
// the sandbox, which holds nothing worth stealing, asks for none.
func (o signInOptions) demands(sandbox bool) bool {
	return o.SecondFactor == desk.FactorDemanded || o.SecondFactor == "" && !sandbox
}
