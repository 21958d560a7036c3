// A text addressed in code points, as the tables do, while the browser counts UTF-16 units.
class SourceText {
  constructor(string) {
    this.string = string;
    this.units = null;
    if (/[\uD800-\uDBFF]/.test(string)) {
      this.units = [0];
      for (const character of string) this.units.push(this.units[this.units.length - 1] + character.length);
    }
  }

  unit(at) {
    return this.units === null ? at : this.units[Math.min(at, this.units.length - 1)];
  }

  slice(start, end) {
    return this.string.slice(this.unit(start), this.unit(end));
  }
}
