package activities

import (
	"errors"
	"fmt"

	"go.temporal.io/sdk/temporal"

	"yifa/domain"
)

// The three ways an activity ends, and there is no fourth:
//
//	done     the file says so already, or now does; "already_done" is done
//	refused  the law or the file says no: *domain.Error. Trying again changes nothing, so it is not retried; its code
//	         is the type of the application error and its category is benign, because a refusal is no alarm
//	fault    anything else: it is retried until it works
//
// Whatever crosses to the engine is stored there in clear. A refusal crosses as its code and article only, because
// its sentence may name a person; a fault of the database crosses as its SQLSTATE, because its text may quote a value.

// CodeAlreadyDone is the refusal that means the work was done before.
const CodeAlreadyDone domain.Code = "already_done"

// Crossing turns an error into what may cross to the engine.
func Crossing(err error) error {
	var refused *domain.Error
	var sql interface{ SQLState() string }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && refused.Code == CodeAlreadyDone:
		return nil
	case errors.As(err, &refused):
		msg := string(refused.Code)
		if refused.Article != "" {
			msg += " (" + refused.Article + ")"
		}
		return temporal.NewApplicationErrorWithOptions(msg, string(refused.Code),
			temporal.ApplicationErrorOptions{NonRetryable: true, Category: temporal.ApplicationErrorCategoryBenign})
	case errors.As(err, &sql):
		return temporal.NewApplicationErrorWithOptions("database: SQLSTATE "+sql.SQLState(), "fault", temporal.ApplicationErrorOptions{})
	}
	return err
}

// CodeOf is the code of a refusal that has crossed, or "" for a fault.
func CodeOf(err error) domain.Code {
	var app *temporal.ApplicationError
	if errors.As(err, &app) && app.NonRetryable() {
		return domain.Code(app.Type())
	}
	return domain.CodeOf(err)
}

// incomplete is a fault, not a refusal: the register is completed or the template corrected, and the next try succeeds.
// It names elements of the instrument, never their values.
func incomplete(title string, names []string) error {
	return fmt.Errorf("%s还缺少：%q", title, names)
}
