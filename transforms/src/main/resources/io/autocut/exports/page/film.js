'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const { rateNum, rateDen, frames } = document.body.dataset;
  const rate = rateNum / rateDen;
  const length = Number(frames);
  const media = byId('media');
  const still = byId('screen-still');
  const timeline = byId('timeline');
  const scroller = byId('scroller');
  const strip = byId('strip');
  const shots = Array.from(document.querySelectorAll('.shots > li'), (item) => ({
    item,
    first: Number(item.dataset.in),
    end: Number(item.dataset.out),
    image: item.querySelector('.jump img'),
  }));
  let current = -1;
  let frame = 0;

  /** The shot on screen at a frame. */
  function shotAt(at) {
    let low = 0;
    let high = shots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (shots[middle].first <= at) low = middle; else high = middle - 1;
    }
    return low;
  }

  function clock(at) {
    const seconds = at / rate;
    return Math.floor(seconds / 60) + ':' + (seconds % 60).toFixed(3).padStart(6, '0');
  }

  function show(at) {
    frame = Math.max(0, Math.min(length - 1, at));
    const index = shotAt(frame);
    const text = `Shot ${index + 1} of ${shots.length}, ${clock(frame)}, frame ${frame}`;
    byId('playhead').style.left = (100 * frame) / length + '%';
    byId('position').textContent = text;
    if (index !== current) {
      if (current >= 0) shots[current].item.removeAttribute('aria-current');
      shots[index].item.setAttribute('aria-current', 'true');
      timeline.setAttribute('aria-valuenow', index + 1);
      timeline.setAttribute('aria-valuetext', text);
      if (still) {
        still.hidden = !shots[index].image;
        if (shots[index].image) still.src = shots[index].image.src;
      }
      current = index;
    }
    keepInView();
  }

  function keepInView() {
    const at = (timeline.clientWidth * frame) / length;
    if (at < scroller.scrollLeft || at > scroller.scrollLeft + scroller.clientWidth) {
      scroller.scrollLeft = at - scroller.clientWidth / 4;
    }
  }

  /** Into the middle of the frame, so that no rounding shows its neighbour. */
  function goTo(at) {
    show(at);
    if (media) media.currentTime = (frame + 0.5) / rate;
  }

  function goToShot(index) {
    goTo(shots[Math.max(0, Math.min(shots.length - 1, index))].first);
  }

  function previous() {
    const index = shotAt(frame);
    goToShot(frame - shots[index].first > rate / 2 ? index : index - 1);
  }

  function next() {
    goToShot(shotAt(frame) + 1);
  }

  function togglePlaying() {
    if (!media) return;
    if (media.paused) media.play(); else media.pause();
  }

  function follow() {
    show(Math.floor(media.currentTime * rate + 1e-3));
    if (!media.paused && !media.ended) requestAnimationFrame(follow);
  }

  function drawStrip() {
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.min(32000, Math.round(timeline.clientWidth * scale));
    const height = Math.round(strip.clientHeight * scale);
    strip.width = width;
    strip.height = height;
    const pen = strip.getContext('2d');
    for (const shot of shots) {
      const left = (width * shot.first) / length;
      const room = (width * (shot.end - shot.first)) / length;
      const image = shot.image;
      if (image && image.complete && image.naturalWidth > 0) {
        const fit = height / image.naturalHeight;
        const used = Math.min(image.naturalWidth, room / fit);
        pen.drawImage(image, (image.naturalWidth - used) / 2, 0, used, image.naturalHeight,
            left, 0, used * fit, height);
      }
      pen.fillStyle = 'rgba(0,0,0,.55)';
      pen.fillRect(left, 0, Math.max(1, scale / 2), height);
    }
  }

  let drawing = 0;
  function drawSoon() {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(drawStrip);
  }

  function zoom(step) {
    const slider = byId('zoom');
    slider.value = Math.max(0, Math.min(Number(slider.max), step));
    timeline.style.setProperty('--zoom', 2 ** slider.value);
    scroller.scrollLeft = (timeline.clientWidth * frame) / length - scroller.clientWidth / 2;
    drawSoon();
  }

  const keys = {
    ArrowLeft: previous,
    ArrowRight: next,
    ',': () => goTo(frame - 1),
    '.': () => goTo(frame + 1),
    Home: () => goToShot(0),
    End: () => goToShot(shots.length - 1),
    ' ': togglePlaying,
    '+': () => zoom(Number(byId('zoom').value) + 1),
    '-': () => zoom(Number(byId('zoom').value) - 1),
  };

  document.addEventListener('keydown', (event) => {
    const target = event.target;
    const typing = target.matches('input, select, textarea');
    const pressed = event.key === ' ' && target.matches('button, summary, a');
    if (typing || pressed || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }, true);
  timeline.addEventListener('click', (event) => {
    const box = timeline.getBoundingClientRect();
    goTo(Math.floor(((event.clientX - box.left) / box.width) * length));
  });
  shots.forEach((shot, index) => shot.item.querySelector('.jump').addEventListener('click', () => goToShot(index)));
  document.querySelectorAll('.jump-to').forEach((button) =>
    button.addEventListener('click', () => goTo(Number(button.dataset.frame))));
  byId('previous').addEventListener('click', previous);
  byId('next').addEventListener('click', next);
  byId('zoom').addEventListener('input', (event) => zoom(Number(event.target.value)));
  if (media) {
    media.addEventListener('play', follow);
    media.addEventListener('seeked', follow);
    media.addEventListener('timeupdate', follow);
    media.addEventListener('error', () => {
      const missing = byId('media-missing');
      if (missing) missing.hidden = false;
    });
    if (media.error) media.dispatchEvent(new Event('error'));
  }
  shots.forEach((shot) => shot.image && !shot.image.complete && shot.image.addEventListener('load', drawSoon));
  new ResizeObserver(drawSoon).observe(scroller);
  show(0);
  // Wide enough for most shots to be told apart.
  zoom(Math.min(3, Math.floor(Math.log2(Math.max(1, (shots.length * 8) / scroller.clientWidth)))));
})();
