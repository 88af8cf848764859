package tui_test

import (
	"context"

	"ripen/model"
)

func (o *office) NearPairs(context.Context, model.Actor, model.NearQuery) (model.NearPage, error) {
	return model.NearPage{}, o.readErr
}

func (o *office) MergeNear(context.Context, model.Actor, int64) (model.Result, error) {
	return model.Result{}, o.note("merge")
}

func (o *office) KeepBoth(context.Context, model.Actor, int64) (model.Result, error) {
	return model.Result{}, o.note("keep both")
}

func (o *office) NeverSame(context.Context, model.Actor, int64) (model.Result, error) {
	return model.Result{}, o.note("never the same")
}
