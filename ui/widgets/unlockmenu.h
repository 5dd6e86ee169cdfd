#pragma once

class QMenu;
class QWidget;

namespace Ui {

class ProductionLock;

/** Offers to unlock it for some minutes; deletes itself when closed. The lock may go before it. */
[[nodiscard]] QMenu* makeUnlockMenu(ProductionLock& lock, QWidget* parent);

} // namespace Ui
