// Draws backend/web/charts/world.json from Natural Earth's borders: every country's outline and its
// seat for a number, flattened once, so that the server has only to choose a piece of it.
// Run by `make vendor`. Equal-area, so that no country looks greater than it is; cut at 169° west,
// where no land is. Whole numbers on a grid GRID wide.

import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoStream } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const GRID = 8000;
const COARSE = 0.015; // square degrees by which a corner must matter to stay
const MAIN = 0.25; // parts of a country greater than this share of its greatest decide where to look

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const codes = new Map(
  read("node_modules/i18n-iso-countries/codes.json").map(([two, , number]) => [number, two]),
);
const atlas = read("node_modules/world-atlas/countries-50m.json");
const projection = geoEqualEarth()
  .rotate([-11, 0])
  .fitWidth(GRID, { type: "Sphere" })
  .precision(0.1);

function ringsOf(shape) {
  const rings = [];
  let ring = [];
  const pen = {
    point: (x, y) => ring.push([Math.round(x), Math.round(y)]),
    lineStart: () => { ring = []; },
    lineEnd: () => rings.push(ring),
    polygonStart() {},
    polygonEnd() {},
    sphere() {},
  };
  geoStream(shape, projection.stream(pen));
  return rings.sort((one, other) => area(other) - area(one));
}

function area(ring) {
  const after = (i) => ring[(i + 1) % ring.length];
  return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * after(i)[1] - after(i)[0] * y, 0)) / 2;
}

const moved = ([x, y], i, ring) => i === 0 || x !== ring[i - 1][0] || y !== ring[i - 1][1];

function centreOf(ring) {
  const [first, n] = [ring[0], ring.length];
  let [twice, cx, cy] = [0, 0, 0];
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % n];
    const part = (x - first[0]) * (nextY - first[1]) - (nextX - first[0]) * (y - first[1]);
    twice += part;
    cx += part * (first[0] + x + nextX);
    cy += part * (first[1] + y + nextY);
  });
  return twice ? [Math.round(cx / (3 * twice)), Math.round(cy / (3 * twice))] : first;
}

function boxOf(rings) {
  const main = rings.filter((ring) => area(ring) >= area(rings[0]) * MAIN).flat();
  const [xs, ys] = [main.map(([x]) => x), main.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const exact = feature(atlas, atlas.objects.countries).features;
const plain = simplify(presimplify(atlas), COARSE);
const coarse = feature(plain, plain.objects.countries).features;
const world = {};
exact.forEach((country, i) => {
  const code = codes.get(country.id) ?? ""; // land that has no code of its own is drawn all the same
  const rings = ringsOf(country);
  if (code === "AQ" || !rings.length) return;
  const land = (world[code] ??= { seat: centreOf(rings[0]), box: boxOf(rings), rings: [] });
  const kept = ringsOf(coarse[i]).map((ring) => ring.filter(moved));
  land.rings.push(...kept.filter((ring) => ring.length > 3).map((ring) => ring.flat()));
});
const lines = Object.keys(world).sort().map((code) => `"${code}": ${JSON.stringify(world[code])}`);
writeFileSync("backend/web/charts/world.json", `{\n${lines.join(",\n")}\n}\n`);
