package activities_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"yifa/activities"
	"yifa/domain"
)

func TestCrossing(t *testing.T) {
	refused := domain.Refuse("no_valid_certificate", "行政处罚法第四十二条", "李玥没有有效的行政执法证。", "Li Yue has none")
	done := domain.Refuse("already_done", "", "文书已经生成。", "rendered already")
	sql := fmt.Errorf("act: %w", &pgconn.PgError{Code: "22P02", Message: `invalid input syntax: "李玥"`})
	down := errors.New("connection refused")

	require.NoError(t, activities.Crossing(nil))
	require.NoError(t, activities.Crossing(done), "what is done is done")

	var app *temporal.ApplicationError
	require.ErrorAs(t, activities.Crossing(fmt.Errorf("act: %w", refused)), &app)
	require.True(t, app.NonRetryable(), "asking again changes nothing")
	require.Equal(t, "no_valid_certificate", app.Type())
	require.Equal(t, temporal.ApplicationErrorCategoryBenign, app.Category(), "a refusal is no alarm")
	require.NotContains(t, app.Error(), "李玥")
	require.Equal(t, domain.Code("no_valid_certificate"), activities.CodeOf(app))

	require.ErrorAs(t, activities.Crossing(sql), &app)
	require.False(t, app.NonRetryable())
	require.Contains(t, app.Error(), "22P02")
	require.NotContains(t, app.Error(), "李玥", "the text of a database error may quote a value")
	require.Empty(t, activities.CodeOf(app))

	require.Equal(t, down, activities.Crossing(down))
}
