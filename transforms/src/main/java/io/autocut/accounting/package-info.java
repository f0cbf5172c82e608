/** What a run costs: measured on each element of work, added up over restarts, stages and runs. */
package io.autocut.accounting;
