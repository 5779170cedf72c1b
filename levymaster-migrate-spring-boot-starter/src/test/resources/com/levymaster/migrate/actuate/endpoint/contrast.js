// The texts whose contrast (WCAG 2.2, 1.4.3) is below 4.5 to 1, one a line.
(() => {
  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
  const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const paper = e.tagName === 'svg' ? e.querySelector('.p') : null;
      const colour = paper ? getComputedStyle(paper).fill : getComputedStyle(e).backgroundColor;
      if ((numbers(colour)[3] ?? 1) > 0) return numbers(colour);
    }
    return [255, 255, 255];
  };
  const bad = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const colour = numbers(element.closest('svg') ? style.fill : style.color);
    const ratio = contrast(colour, behind(element));
    if (ratio < 4.5) bad.add(ratio.toFixed(2) + ' ' + text);
  }
  return Array.from(bad).join('\n');
})()
