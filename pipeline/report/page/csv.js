// Rows as a CSV file, safe to open in a spreadsheet.

const FORMULA = /^[=+\-@\t\r]/;

// UTF-8 with a byte order mark, RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe.
function csvOf(columns, rows) {
  const cell = (row, { name, type }) => {
    const value = row[name];
    let text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("|") : String(value);
    if (FORMULA.test(text) && type !== "integer" && type !== "number") text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map((column) => column.name).join(","), ...rows.map((row) => columns.map((column) => cell(row, column)).join(","))];
  return `\uFEFF${lines.join("\n")}\n`;
}

function download(name, text) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
