/** One palette for light and one for dark; paper is always light. */
export const COLOURS = `
:root{color-scheme:light dark;--paper:#fff;--ground:#eef0f3;--ink:#18222d;--soft:#566371;--line:#dde2e8;--band:#f4f6f8;
--good:#19713f;--good-soft:#e6f4eb;--bad:#b3261e;--bad-soft:#fceceb;--late:#855500;--late-soft:#fdf2da;--calm:#51606f;--calm-soft:#e9edf1;
--accent:#1c559b;--bar:#3f78b8;--code:#f3f5f7}
@media (prefers-color-scheme:dark){:root{--paper:#151b22;--ground:#0c1015;--ink:#e5eaf0;--soft:#a0adba;--line:#2c3742;--band:#1b232c;
--good:#6fce97;--good-soft:#14291d;--bad:#ff9389;--bad-soft:#331918;--late:#f0bd5a;--late-soft:#322608;--calm:#a9b5c1;--calm-soft:#26303a;
--accent:#8fbcf0;--bar:#6fa6e0;--code:#1e2730}}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#18222d;--soft:#4a5663;--line:#cdd4db;--band:#f4f6f8;
--good:#17693b;--good-soft:#eaf5ee;--bad:#a3221b;--bad-soft:#fcefee;--late:#7a4f00;--late-soft:#fdf5e3;--calm:#51606f;--calm-soft:#e9edf1;
--accent:#18222d;--bar:#3f78b8;--code:#f4f6f8}}`;
