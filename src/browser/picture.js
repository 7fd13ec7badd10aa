/** Offers a drawing as a PNG file, two dots for each of its own; nothing happens where the browser cannot draw it. */
export async function png(svg, width, height, name) {
  try {
    const image = new Image(), canvas = document.createElement("canvas"), link = document.createElement("a");
    image.src = "data:image/svg+xml," + encodeURIComponent(svg);
    await image.decode();
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      [link.href, link.download] = [URL.createObjectURL(blob), name];
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
    });
  } catch {}
}
