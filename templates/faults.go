package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/fault"
	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// FaultAt returns the sentence of the fault that belongs to the field, or "".
func FaultAt(t *text.Text, f *fault.Fault, field string) string {
	if f == nil {
		return ""
	}
	for _, at := range f.Fields() {
		if at.Field == field {
			return faultWords(t, at)
		}
	}
	return ""
}

// faultWords says a fault. What is wrong with a policy document is said with
// its place, what is wrong in the S3 form by the words of its rule.
func faultWords(t *text.Text, f *fault.Fault) string {
	if wrong := languageFault(f); wrong != nil {
		at := wrong.Position
		return fmt.Sprintf(t.Reading.Place, strconv.Itoa(at.Line), strconv.Itoa(at.Column), t.PolicyError(wrong)+" "+t.PolicyErrorAdvice(wrong))
	}
	if f.Code == fault.CodeRecipeField && len(f.Args) == 2 {
		return t.RecipeProblem(policy.RecipeProblem{Code: policy.RecipeCode(f.Args[0]), Arg: f.Args[1]})
	}
	if f.Code == fault.CodeRole && len(f.Args) == 2 {
		return t.Fault(f) + " " + t.RolesThatCould(f.Args[1])
	}
	return t.Fault(f)
}
