-- The office's versions, each with what it was: a change at once, one planned for a day, a plan taken back, a plan that began.
ALTER TABLE settings ADD COLUMN act TEXT NOT NULL DEFAULT 'changed' CHECK (act IN ('changed', 'planned', 'dropped', 'began'));
ALTER TABLE settings ADD COLUMN effective_from TEXT;
ALTER TABLE settings ADD COLUMN why TEXT;

-- The journal's record it comes from. Null: written beside the road (a first start, a hand, the first release), and not yet told.
ALTER TABLE settings ADD COLUMN seq INTEGER;
