CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`reason` text NOT NULL,
	`body` text NOT NULL,
	`attempts` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dead_letters_by_time` ON `dead_letters` (`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`site` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`visitor` text,
	`is_bot` integer,
	`decision` text,
	`revision` integer,
	`path` text,
	`experience` text,
	`arm` text,
	`slot` text,
	`propensity` real,
	`item` text,
	`quantity` real,
	`value` real,
	`currency` text,
	`name` text,
	`context` text,
	`data` text,
	`import_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id_unique` ON `events` (`id`);--> statement-breakpoint
CREATE INDEX `events_by_time` ON `events` (`site`,`at`);--> statement-breakpoint
CREATE INDEX `events_by_decision` ON `events` (`decision`) WHERE "events"."decision" is not null;--> statement-breakpoint
CREATE INDEX `events_by_import` ON `events` (`import_id`) WHERE "events"."import_id" is not null;--> statement-breakpoint
CREATE TABLE `fallback_counts` (
	`id` text PRIMARY KEY NOT NULL,
	`site` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `fallback_counts_by_time` ON `fallback_counts` (`at`);--> statement-breakpoint
CREATE TABLE `hourly_counts` (
	`site` text NOT NULL,
	`hour` integer NOT NULL,
	`kind` text NOT NULL,
	`experience` text NOT NULL,
	`arm` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`count` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`site`, `hour`, `kind`, `experience`, `arm`, `name`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `progress` (
	`job` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`attempts` integer NOT NULL,
	`retry_at` integer NOT NULL,
	`last_error` text
);
