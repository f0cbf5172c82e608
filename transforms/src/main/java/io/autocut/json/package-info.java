/** Records as plain JSON, strictly read and equally written on every machine. */
package io.autocut.json;
