// Subjects of the drawn posters. Each takes (chance, palette, width, height) and gives SVG nodes; the ground is drawn before.
import { svg } from './dom.js';

const f = (value) => Math.round(value * 10) / 10;
const circle = (x, y, r, fill, more) => svg('circle', { cx: f(x), cy: f(y), r: f(Math.max(0, r)), fill, ...more });
const path = (d, fill, more) => svg('path', { d, fill, ...more });
const rect = (x, y, width, height, fill, more) => svg('rect', { x: f(x), y: f(y), width: f(width), height: f(height), fill, ...more });
const line = (points) => points.map(([x, y], i) => `${i ? 'L' : 'M'}${f(x)} ${f(y)}`).join('');
const range = (count, each) => Array.from({ length: count }, (_, i) => each(i));

/** A wavy edge from left to right, closed along the bottom. */
function ridge(chance, y, swing, width, height, steps = 5) {
  let d = `M0 ${f(y + chance.between(-swing, swing))}`;
  const step = width / steps;
  for (let i = 0; i < steps; i += 1) {
    d += `Q${f(step * (i + 0.5))} ${f(y + chance.between(-swing, swing) * 1.6)} ${f(step * (i + 1))} ${f(y + chance.between(-swing, swing))}`;
  }
  return `${d}V${height}H0Z`;
}

export const subjects = {
  hills(chance, [, , figure, accent], width, height) {
    const sun = circle(width * chance.between(0.25, 0.75), height * chance.between(0.24, 0.4), height * chance.between(0.08, 0.15), accent);
    return [sun, ...range(4, (i) => path(ridge(chance, height * (0.46 + i * 0.12), height * 0.05, width, height), figure, { opacity: 0.28 + i * 0.22 }))];
  },
  peaks(chance, [ground, , figure, accent], width, height) {
    const nodes = [circle(width * chance.between(0.2, 0.8), height * chance.between(0.18, 0.3), height * 0.09, accent)];
    for (let i = 0; i < 5; i += 1) {
      const [x, top, half] = [width * chance.between(0, 1), height * chance.between(0.25, 0.42) + i * height * 0.05, width * chance.between(0.3, 0.5)];
      nodes.push(path(line([[x - half, height], [x, top], [x + half, height]]), figure, { opacity: 0.5 + i * 0.1 }));
      nodes.push(path(line([[x, top], [x + half, height], [x + half * 0.15, height]]), ground, { opacity: 0.35 }));
    }
    return nodes;
  },
  sea(chance, [, , figure, accent], width, height) {
    const level = height * chance.between(0.42, 0.52);
    const [x, r] = [width * chance.between(0.3, 0.7), height * chance.between(0.1, 0.17)];
    return [
      circle(x, level - r * chance.between(0, 0.7), r, accent), rect(0, level, width, height - level, figure),
      ...range(16, (i) => {
        const half = r * chance.between(0.3, 1.1);
        return rect(x - half + chance.between(-8, 8), level + 7 + i * height * 0.022, half * 2, height * 0.006, accent, { opacity: f(0.85 - i * 0.045), rx: 2 });
      }),
    ];
  },
  moonlit(chance, [ground, , figure, accent], width, height) {
    const [x, y, r] = [width * chance.between(0.3, 0.7), height * chance.between(0.26, 0.36), Math.min(width, height) * chance.between(0.2, 0.3)];
    return [
      ...range(40, () => circle(width * chance.next(), height * chance.next() * 0.7, chance.between(0.4, 1.4), accent, { opacity: 0.7 })),
      circle(x, y, r, accent), circle(x + r * chance.between(0.25, 0.5), y - r * 0.15, r * 0.92, ground, { opacity: 0.9 }),
      path(ridge(chance, height * 0.66, height * 0.03, width, height), figure, { opacity: 0.85 }),
    ];
  },
  forest(chance, [ground, , figure, accent], width, height) {
    const tree = (x, base, size, fill, opacity) => path(
      range(4, (i) => line([[x - size * (0.1 + i * 0.07), base - size * (0.9 - i * 0.23)], [x, base - size * (1.25 - i * 0.23)], [x + size * (0.1 + i * 0.07), base - size * (0.9 - i * 0.23)]]) + 'Z').join('')
        + `M${f(x - size * 0.02)} ${f(base - size * 0.3)}h${f(size * 0.04)}V${f(base)}h${f(-size * 0.04)}Z`, fill, { opacity });
    const count = Math.round(width / 34);
    return [
      circle(width * chance.between(0.3, 0.7), height * 0.32, height * chance.between(0.1, 0.16), accent),
      ...range(count, (i) => tree(width * (i + chance.next()) / count, height * 0.74, height * chance.between(0.22, 0.4), figure, 0.4)),
      ...range(count, (i) => tree(width * (i + chance.next()) / count, height * 0.95, height * chance.between(0.3, 0.55), ground, 0.92)),
    ];
  },
  skyline(chance, [ground, , figure, accent], width, height) {
    const nodes = [circle(width * chance.between(0.3, 0.7), height * 0.34, height * chance.between(0.1, 0.18), figure)];
    for (const [depth, low, high] of [[0.45, 0.3, 0.52], [1, 0.42, 0.66]]) {
      for (let x = -6; x < width;) {
        const [w, top] = [chance.between(0.07, 0.14) * height * 0.66, height * chance.between(low, high)];
        nodes.push(rect(x, top, w, height - top, ground, { opacity: depth }));
        if (depth === 1) {
          for (let y = top + 8; y < height * 0.9; y += 11) {
            for (let u = x + 5; u < x + w - 6; u += 9) if (chance.next() < 0.24) nodes.push(rect(u, y, 3.6, 5, accent, { opacity: 0.9 }));
          }
        }
        x += w + (depth === 1 ? chance.between(0, 3) : 0);
      }
    }
    return nodes;
  },
  planet(chance, [ground, , figure, accent], width, height) {
    const [x, y, r] = [width * chance.between(0.3, 0.75), height * chance.between(0.3, 0.4), Math.min(width, height) * chance.between(0.22, 0.34)];
    const tilt = f(chance.between(-30, 30));
    const ring = (from) => path(`M${f(x - r * 1.7)} ${f(y)}A${f(r * 1.7)} ${f(r * 0.42)} 0 0 ${from} ${f(x + r * 1.7)} ${f(y)}`, 'none', { stroke: accent, 'stroke-width': f(r * 0.09), transform: `rotate(${tilt} ${f(x)} ${f(y)})` });
    return [
      ...range(70, () => circle(width * chance.next(), height * chance.next(), chance.between(0.3, 1.3), '#fff', { opacity: f(chance.between(0.3, 0.9)) })),
      ring(1), circle(x, y, r, figure), circle(x - r * 0.22, y - r * 0.2, r * 0.76, '#fff', { opacity: 0.1 }),
      path(`M${f(x - r)} ${f(y)}A${f(r)} ${f(r)} 0 0 0 ${f(x + r)} ${f(y)}A${f(r)} ${f(r * 0.55)} 0 0 1 ${f(x - r)} ${f(y)}Z`, ground, { opacity: 0.4, transform: `rotate(${f(tilt - 24)} ${f(x)} ${f(y)})` }),
      ring(0),
    ];
  },
  horizon(chance, [, , figure, accent], width, height) {
    const level = height * 0.52;
    const center = width * chance.between(0.4, 0.6);
    const r = Math.min(width, height) * chance.between(0.24, 0.3);
    const half = (y) => Math.sqrt(Math.max(0, r * r - (level - y) ** 2));
    const sun = range(7, (i) => {
      const [top, bottom] = [level - r + (i * r) / 7, level - r + ((i + 0.92 - i * 0.06) * r) / 7];
      const heights = range(9, (k) => top + ((bottom - top) * k) / 8);
      return path(line([...heights.map((y) => [center - half(y), y]), ...heights.toReversed().map((y) => [center + half(y), y])]) + 'Z', accent);
    });
    const across = range(9, (i) => level + (height - level) * (i / 8) ** 2);
    const along = range(21, (i) => (i - 10) / 10);
    const grid = path(across.map((y) => `M0 ${f(y)}H${width}`).join('') + along.map((u) => `M${f(center + u * width * 0.25)} ${f(level)}L${f(center + u * width * 2.4)} ${height}`).join(''), 'none', { stroke: figure, 'stroke-width': 1.2, opacity: 0.8 });
    return [...range(40, () => circle(width * chance.next(), level * chance.next(), chance.between(0.3, 1.1), '#fff', { opacity: 0.7 })), ...sun, grid];
  },
  rings(chance, [, , figure, accent], width, height) {
    const [x, y] = [width * chance.between(0.35, 0.65), height * chance.between(0.32, 0.42)];
    const step = Math.min(width, height) * chance.between(0.045, 0.06);
    return [
      ...range(11, (i) => circle(x, y, step * (11 - i), 'none', { stroke: i % 3 === chance.base ? accent : figure, 'stroke-width': f(step * chance.between(0.2, 0.75)), opacity: f(0.35 + i * 0.055) })),
      circle(x, y, step * 0.8, accent),
    ];
  },
  orbits(chance, [, , figure, accent], width, height) {
    const [x, y, r] = [width / 2, height * 0.38, Math.min(width, height)];
    return [
      ...range(50, () => circle(width * chance.next(), height * chance.next(), chance.between(0.3, 1.2), figure, { opacity: 0.6 })),
      ...range(5, (i) => {
        const [radius, angle] = [r * (0.13 + i * 0.085), chance.next() * 6.28];
        return svg('g', null, circle(x, y, radius, 'none', { stroke: figure, 'stroke-width': 1.2, opacity: 0.6 }),
          circle(x + radius * Math.cos(angle), y + radius * Math.sin(angle), r * chance.between(0.014, 0.05), i % 2 ? figure : accent));
      }),
      circle(x, y, r * 0.07, accent),
    ];
  },
  vertigo(chance, [, , figure, accent], width, height) {
    const [x, y] = [width * chance.between(0.4, 0.6), height * 0.4];
    const turns = 5 + Math.floor(chance.next() * 3);
    const spiral = (offset) => line(range(160, (i) => {
      const angle = (i / 160) * turns * 6.283 + offset;
      const radius = (i / 160) ** 1.25 * Math.max(width, height) * 0.55;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle) * 1.06];
    }));
    return [0, 2.09, 4.19].map((offset, i) => path(spiral(offset), 'none', { stroke: i === 1 ? accent : figure, 'stroke-width': f(chance.between(2, 6)), 'stroke-linecap': 'round', opacity: 0.9 }));
  },
  cutouts(chance, [ground, , figure, accent], width, height) {
    const shard = (fill, x, y, size, opacity) => path(line(range(5, (i) => {
      const angle = (i / 5) * 6.283 + chance.between(-0.45, 0.45);
      return [x + size * Math.cos(angle) * chance.between(0.7, 1.2), y + size * Math.sin(angle) * chance.between(0.7, 1.2)];
    })) + 'Z', fill, { opacity });
    const unit = Math.min(width, height);
    return [
      shard(figure, width * chance.between(0.3, 0.7), height * 0.36, unit * chance.between(0.4, 0.52), 1),
      shard(ground, width * chance.between(0.2, 0.8), height * chance.between(0.2, 0.55), unit * chance.between(0.18, 0.3), 1),
      shard(accent, width * chance.between(0.2, 0.8), height * chance.between(0.2, 0.5), unit * chance.between(0.1, 0.2), 1),
    ];
  },
  doorway(chance, [ground, , figure, accent], width, height) {
    const [x, w, top, bottom] = [width * chance.between(0.38, 0.62), Math.min(width, height) * chance.between(0.13, 0.18), height * 0.16, height * 0.58];
    return [
      rect(x - w, top, w * 2, bottom - top, figure),
      path(line([[x - w, bottom], [x + w, bottom], [x + w * chance.between(2.4, 4.6), height], [x - w * chance.between(0.5, 2.8), height]]) + 'Z', figure, { opacity: 0.55 }),
      circle(x, bottom - w * 1.38, w * 0.2, ground),
      path(`M${f(x - w * 0.3)} ${f(bottom + 2)}L${f(x - w * 0.24)} ${f(bottom - w * 1.05)}Q${f(x)} ${f(bottom - w * 1.3)} ${f(x + w * 0.24)} ${f(bottom - w * 1.05)}L${f(x + w * 0.3)} ${f(bottom + 2)}Z`, ground),
      path(line([[x - w * 0.3, bottom], [x + w * 0.3, bottom], [x + w * 1.1, height * 0.97], [x + w * 0.2, height * 0.97]]) + 'Z', ground, { opacity: 0.7 }),
      circle(x + w * 0.78, (top + bottom) / 2 + 20, 3, accent),
    ];
  },
  bars(chance, [, , figure, accent], width, height) {
    const lean = chance.between(-0.35, 0.35) * height;
    const count = 7 + Math.floor(chance.next() * 5);
    return [
      circle(width * chance.between(0.3, 0.7), height * 0.36, Math.min(width, height) * chance.between(0.2, 0.28), accent),
      ...range(count, (i) => {
        const [y, thick] = [height * 0.06 + (i / count) * height * 0.7, height * chance.between(0.018, 0.04)];
        return path(line([[0, y - lean / 4], [width, y + lean / 4], [width, y + lean / 4 + thick], [0, y - lean / 4 + thick]]) + 'Z', figure, { opacity: f(chance.between(0.55, 1)) });
      }),
    ];
  },
  halftone(chance, [, , figure, accent], width, height) {
    const [x, y, step] = [width * chance.between(0.2, 0.8), height * chance.between(0.2, 0.5), Math.min(width, height) / 17];
    const nodes = [circle(width - x, y, step * 4.4, accent)];
    let d = '';
    for (let v = step / 2; v < height; v += step) {
      for (let u = step / 2 + ((v / step) % 2 > 1 ? step / 2 : 0); u < width + step; u += step) {
        const r = step * 0.56 * Math.max(0, 1 - Math.hypot(u - x, v - y) / (height * 0.52));
        if (r > 0.6) d += `M${f(u - r)} ${f(v)}a${f(r)} ${f(r)} 0 1 0 ${f(r * 2)} 0a${f(r)} ${f(r)} 0 1 0 ${f(-r * 2)} 0`;
      }
    }
    return [...nodes, path(d, figure)];
  },
  contours(chance, [, , figure, accent], width, height) {
    const [x, y, wobble] = [width * chance.between(0.35, 0.65), height * chance.between(0.3, 0.42), chance.between(0.1, 0.22)];
    const [p, q] = [chance.next() * 6.28, chance.next() * 6.28];
    return range(15, (i) => path(line(range(49, (k) => {
      const angle = (k / 48) * 6.2832;
      const radius = Math.min(width, height) * (0.035 + i * 0.042) * (1 + wobble * Math.sin(angle * 2 + p) + wobble * 0.6 * Math.sin(angle * 3 + q));
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    })) + 'Z', i === 0 ? accent : 'none', { stroke: i % 5 === 2 ? accent : figure, 'stroke-width': f(i % 5 === 2 ? 3.2 : 1.7), opacity: 0.9 }));
  },
  stripes(chance, [, , figure, accent], width, height) {
    const slope = chance.between(0.25, 0.8) * (chance.next() < 0.5 ? -1 : 1);
    const nodes = [];
    for (let x = -height; x < width + height;) {
      const thick = Math.min(width, height) * chance.between(0.03, 0.16);
      if (chance.next() < 0.62) nodes.push(path(line([[x, 0], [x + thick, 0], [x + thick + slope * height, height], [x + slope * height, height]]) + 'Z', chance.next() < 0.7 ? figure : accent, { opacity: f(chance.between(0.75, 1)) }));
      x += thick + Math.min(width, height) * 0.03;
    }
    return nodes;
  },
  rays(chance, [, second, figure, accent], width, height) {
    const [x, y, count] = [width * chance.between(0.35, 0.65), height * chance.between(0.36, 0.5), 14 + Math.floor(chance.next() * 8)];
    const far = Math.hypot(width, height);
    return [
      ...range(count, (i) => {
        const [from, to] = [(i / count) * 6.283, ((i + 0.5) / count) * 6.283];
        return path(line([[x, y], [x + far * Math.cos(from), y + far * Math.sin(from)], [x + far * Math.cos(to), y + far * Math.sin(to)]]) + 'Z', figure, { opacity: 0.85 });
      }),
      circle(x, y, Math.min(width, height) * chance.between(0.16, 0.24), accent), circle(x, y, Math.min(width, height) * 0.11, second),
    ];
  },
  bauhaus(chance, palette, width, height) {
    const size = Math.min(width, height) / 4;
    const colors = [palette[1], palette[2], palette[3], palette[4]];
    const nodes = [];
    for (let y = 0; y < height * 0.68; y += size) {
      for (let x = 0; x < width; x += size) {
        const [color, turn, kind] = [chance.pick(colors), Math.floor(chance.next() * 4) * 90, chance.next()];
        if (kind < 0.22) continue;
        const center = `${f(x + size / 2)} ${f(y + size / 2)}`;
        if (kind < 0.52) nodes.push(path(`M${f(x)} ${f(y)}h${f(size)}A${f(size)} ${f(size)} 0 0 1 ${f(x)} ${f(y + size)}Z`, color, { transform: `rotate(${turn} ${center})` }));
        else if (kind < 0.7) nodes.push(circle(x + size / 2, y + size / 2, size / 2, color));
        else if (kind < 0.86) nodes.push(path(`M${f(x)} ${f(y)}h${f(size)}L${f(x)} ${f(y + size)}Z`, color, { transform: `rotate(${turn} ${center})` }));
        else nodes.push(rect(x, y, size, size / 2, color, { transform: `rotate(${turn} ${center})` }));
      }
    }
    return nodes;
  },
  confetti(chance, palette, width, height) {
    const colors = [palette[1], palette[2], palette[3]];
    const unit = Math.min(width, height);
    const crowd = range(34, () => {
      const [x, y, size, turn] = [width * chance.next(), height * chance.next() ** 1.3, unit * chance.between(0.02, 0.06), f(chance.next() * 180)];
      return chance.next() < 0.5 ? circle(x, y, size / 2, chance.pick(colors)) : rect(x, y, size, size * 0.4, chance.pick(colors), { rx: 2, transform: `rotate(${turn} ${f(x)} ${f(y)})` });
    });
    return [circle(width / 2, height * 0.34, unit * 0.27, palette[2]), circle(width / 2, height * 0.34, unit * 0.18, palette[3]), ...crowd];
  },
  discs(chance, [, second, figure, accent], width, height) {
    const unit = Math.min(width, height);
    return [
      circle(width * chance.between(0.25, 0.75), height * chance.between(0.25, 0.4), unit * chance.between(0.34, 0.46), second),
      circle(width * chance.between(0.2, 0.8), height * chance.between(0.25, 0.5), unit * chance.between(0.2, 0.32), figure),
      circle(width * chance.between(0.2, 0.8), height * chance.between(0.15, 0.5), unit * chance.between(0.07, 0.14), accent),
    ];
  },
  lovers(chance, [, , figure, accent], width, height) {
    const [r, y, lean] = [Math.min(width, height) * chance.between(0.26, 0.34), height * 0.36, chance.between(-0.12, 0.12) * height];
    const [left, right] = [width / 2 - r * 0.55, width / 2 + r * 0.55];
    return [circle(left, y - lean / 2, r, figure, { opacity: 0.88 }), circle(right, y + lean / 2, r, accent, { opacity: 0.78 }), circle(width / 2, y, r * 0.12, '#fff', { opacity: 0.85 })];
  },
  petals(chance, [, , figure, accent], width, height) {
    const [x, y, count, r] = [width / 2, height * 0.38, 6 + Math.floor(chance.next() * 7), Math.min(width, height) * chance.between(0.34, 0.42)];
    return [
      ...range(count, (i) => path(`M${f(x)} ${f(y)}C${f(x - r * 0.36)} ${f(y - r * 0.5)} ${f(x - r * 0.2)} ${f(y - r)} ${f(x)} ${f(y - r)}C${f(x + r * 0.2)} ${f(y - r)} ${f(x + r * 0.36)} ${f(y - r * 0.5)} ${f(x)} ${f(y)}Z`,
        i % 2 ? figure : accent, { opacity: 0.82, transform: `rotate(${f((i * 360) / count)} ${f(x)} ${f(y)})` })),
      circle(x, y, r * 0.14, figure),
    ];
  },
  strings(chance, [ground, , figure, accent], width, height) {
    return range(17, (i) => {
      const base = height * (0.14 + i * 0.034);
      const center = width * chance.between(0.42, 0.58);
      const points = range(41, (k) => {
        const x = (k / 40) * width;
        const swell = Math.exp(-(((x - center) / (width * 0.2)) ** 2));
        return [x, base - swell * height * 0.11 * chance.next() - chance.next() * 2];
      });
      return path(line(points), ground, { stroke: i % 6 === 3 ? accent : figure, 'stroke-width': 2, 'stroke-linejoin': 'round' });
    });
  },
  steps(chance, [, second, figure, accent], width, height) {
    const [count, way] = [5 + Math.floor(chance.next() * 4), chance.next() < 0.5];
    return [
      circle(width * (way ? 0.74 : 0.26), height * 0.24, Math.min(width, height) * chance.between(0.12, 0.18), accent),
      ...range(count, (i) => rect(way ? (width * i) / count : 0, height * (0.74 - (i * 0.5) / count), way ? width : width * (1 - i / count), height, i % 2 ? second : figure, { opacity: f(0.6 + (0.4 * i) / count) })),
    ];
  },
  smile(chance, [ground, , figure, accent], width, height) {
    const [x, y, r] = [width / 2, height * 0.36, Math.min(width, height) * chance.between(0.3, 0.38)];
    const tilt = f(chance.between(-16, 16));
    return [svg('g', { transform: `rotate(${tilt} ${f(x)} ${f(y)})` },
      circle(x, y, r, figure), circle(x - r * 0.36, y - r * 0.24, r * 0.11, ground), circle(x + r * 0.36, y - r * 0.24, r * (chance.next() < 0.4 ? 0.05 : 0.11), ground),
      path(`M${f(x - r * 0.55)} ${f(y + r * 0.12)}A${f(r * 0.56)} ${f(r * chance.between(0.4, 0.6))} 0 0 0 ${f(x + r * 0.55)} ${f(y + r * 0.12)}Z`, accent))];
  },
  window(chance, [ground, second, figure, accent], width, height) {
    const unit = Math.min(width, height);
    const [x, y, w, tall] = [width * chance.between(0.32, 0.68), height * 0.36, unit * 0.42, unit * 0.56];
    const sun = circle(x + w * chance.between(-0.25, 0.25), y + tall * chance.between(-0.1, 0.25), w * 0.24, accent);
    return [
      rect(x - w / 2, y - tall / 2, w, tall, figure), sun, rect(x - w / 2, y + tall * 0.22, w, tall * 0.28, second, { opacity: 0.9 }),
      rect(x - 2.5, y - tall / 2, 5, tall, ground), rect(x - w / 2, y - tall * 0.06, w, 5, ground),
      path(line([[x - w / 2, y + tall * 0.56], [x + w / 2, y + tall * 0.56], [x + w * chance.between(0.7, 1.1), height], [x - w * chance.between(0.2, 0.6), height]]) + 'Z', figure, { opacity: 0.25 }),
    ];
  },
  beam(chance, [ground, , figure, accent], width, height) {
    const [x, y, r, spread] = [width * chance.between(0.35, 0.65), height * 0.2, Math.min(width, height) * chance.between(0.16, 0.22), chance.between(0.5, 0.9)];
    return [
      ...range(46, () => circle(width * chance.next(), height * 0.6 * chance.next(), chance.between(0.4, 1.3), accent, { opacity: f(chance.between(0.3, 0.9)) })),
      path(line([[x - r * 0.5, y], [x + r * 0.5, y], [x + r * (1 + spread * 2), height * 0.8], [x - r * (1 + spread * 2), height * 0.8]]) + 'Z', accent, { opacity: 0.4 }),
      svg('ellipse', { cx: f(x), cy: f(y), rx: f(r * 1.5), ry: f(r * 0.34), fill: figure }), svg('ellipse', { cx: f(x), cy: f(y - r * 0.22), rx: f(r * 0.7), ry: f(r * 0.44), fill: figure, opacity: 0.75 }),
      circle(x, height * 0.6, r * 0.16, ground), rect(x - r * 0.14, height * 0.62, r * 0.28, r * 0.6, ground, { rx: 4 }),
    ];
  },
};
