CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`site` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text,
	`outcome` text NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`site`,`subject`) WHERE "audit"."subject" is not null;--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`site` text NOT NULL,
	`visitor` text NOT NULL,
	`purposes` text NOT NULL,
	`signal` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consents_by_visitor` ON `consents` (`site`,`visitor`);--> statement-breakpoint
CREATE INDEX `consents_by_time` ON `consents` (`at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`site` text NOT NULL,
	`hash` text NOT NULL,
	`visitor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`site`, `hash`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_by_visitor` ON `identities` (`site`,`visitor`);--> statement-breakpoint
CREATE INDEX `identities_by_time` ON `identities` (`at`);--> statement-breakpoint
CREATE TABLE `tombstones` (
	`site` text NOT NULL,
	`visitor` text NOT NULL,
	`at` integer NOT NULL,
	`cleared` integer NOT NULL,
	`until` integer NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`visitor`, `site`)
);
--> statement-breakpoint
CREATE INDEX `tombstones_by_time` ON `tombstones` (`at`);--> statement-breakpoint
CREATE INDEX `tombstones_pending` ON `tombstones` (`at`) WHERE "tombstones"."done_at" is null;--> statement-breakpoint
CREATE TABLE `visitors` (
	`site` text NOT NULL,
	`id` text NOT NULL,
	`memory` text,
	`moved_to` text,
	`state` text NOT NULL,
	`has_device` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`site`, `id`)
);
--> statement-breakpoint
CREATE INDEX `visitors_by_seen` ON `visitors` (`seen_at`);--> statement-breakpoint
CREATE INDEX `visitors_by_target` ON `visitors` (`site`,`moved_to`) WHERE "visitors"."moved_to" is not null;